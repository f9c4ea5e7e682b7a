import type { Store } from './store.ts'

/** A registered birth reaches the register of residents sooner or later, once: kept until it has answered. */
export function tellResidents(births: Store, addressOf: () => { url: string; token: string } | undefined) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const soon = (wait = 0) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void tell(), wait)
  }
  const tell = async () => {
    const address = addressOf()
    for (const { key, parents, child } of births.untold()) {
      if (!address || stopped) return
      try {
        const answer = await fetch(`${address.url}/members`, {
          method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${address.token}` },
          body: JSON.stringify({ key, parents, child }), signal: AbortSignal.timeout(2_000),
        })
        if (!answer.ok) throw new Error(`status ${answer.status}`)
        births.told(key)
      } catch {
        soon(1_000)
        return
      }
    }
  }
  return { soon: () => soon(), stop: () => { stopped = true; clearTimeout(timer) } }
}
