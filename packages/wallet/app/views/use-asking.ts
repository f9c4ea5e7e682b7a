import { useEffect, useRef, useState } from 'preact/hooks'

/** One question to an authenticator at a time, which can be taken back, and why the last one came to nothing. Whoever has asked by the keyboard is then where they were. */
export function useAsking() {
  const [busy, setBusy] = useState(false)
  const [cause, setCause] = useState<unknown>()
  const open = useRef<AbortController | undefined>(undefined)
  const stop = () => { open.current?.abort() }
  useEffect(() => stop, [])
  const from = useRef<Element | null>(null)
  useEffect(() => { if (!busy && document.activeElement === document.body && from.current instanceof HTMLElement) from.current.focus() }, [busy])
  const ask = (work: (signal: AbortSignal) => Promise<void>) => {
    open.current = new AbortController()
    from.current = document.activeElement
    setCause(undefined)
    setBusy(true)
    work(open.current.signal).catch(setCause).finally(() => { setBusy(false) })
  }
  return { busy, cause, ask, stop }
}
