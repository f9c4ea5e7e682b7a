/** Whether the app is open: what is held of a locked store, and when it is let go again. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Lock, Store } from '../store/open-store.ts'
import { isOpen, letGo, readLock } from '../store/seal.ts'

/** Milliseconds without anybody's hand on it, after which a passkey is asked for again. */
const patience = 5 * 60_000

interface Gate { lock: Lock | undefined; open: boolean }

export interface AppLock extends Partial<Gate> {
  /** Reads anew how it stands, here and in every other window. @param tell something was changed here */
  look(tell?: boolean): Promise<void>
  shut(): void
  /** What was begun is not locked in the middle: an answer that is on its way is still written down. */
  during<Result>(work: Promise<Result>): Promise<Result>
  /** When nothing is on its way any more. */
  settled(): Promise<void>
  /** Asks for a passkey once more, where the app has a lock: whoever shows a card is its holder, not somebody with the holder's device. @throws Refused */
  confirm(signal: AbortSignal): Promise<void>
}

export function useLock(store: Store): AppLock {
  const [gate, setGate] = useState<Gate>()
  const works = useRef(new Set<Promise<unknown>>())
  const channel = useMemo(() => new BroadcastChannel('maru-wallet-lock'), [])
  const look = useCallback(async (tell = false) => {
    // A channel is of this origin alone, and has none to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    if (tell) channel.postMessage('')
    const lock = await readLock(store)
    setGate({ lock, open: isOpen(store, lock) })
  }, [store, channel])
  const shut = useCallback(() => {
    letGo(store)
    void look()
  }, [store, look])
  const during = useCallback(async <Result,>(work: Promise<Result>) => {
    works.current.add(work)
    return work.finally(() => { works.current.delete(work) })
  }, [])
  const settled = useCallback(async () => { while (works.current.size > 0) await Promise.allSettled(works.current) }, [])
  const confirm = useCallback(async (signal: AbortSignal) => {
    if (!(await readLock(store))) return
    const { openLock } = await import('../lock/change-lock.ts')
    await openLock(store, signal)
  }, [store])

  useEffect(() => {
    void look()
    const hear = () => { void look() }
    channel.addEventListener('message', hear)
    return () => { channel.removeEventListener('message', hear) }
  }, [look, channel])
  const guarded = gate?.lock !== undefined && gate.open
  useEffect(() => {
    if (!guarded) return undefined
    let last = Date.now()
    const check = () => { if (Date.now() - last >= patience && works.current.size === 0) shut() }
    const touch = () => {
      check()
      last = Date.now()
    }
    const touches = ['pointerdown', 'keydown'] as const
    for (const kind of touches) addEventListener(kind, touch, true)
    document.addEventListener('visibilitychange', check)
    const timer = setInterval(check, 5_000)
    // At hand when a card is shown: some browsers ask for a passkey only right after a tap.
    void import('../lock/change-lock.ts')
    return () => {
      for (const kind of touches) removeEventListener(kind, touch, true)
      document.removeEventListener('visibilitychange', check)
      clearInterval(timer)
    }
  }, [guarded, shut])
  return { ...gate, look, shut, during, settled, confirm }
}
