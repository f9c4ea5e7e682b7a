import type { Parent } from './newborn.ts'
import type { Store } from './store.ts'

interface Address { url: string; token: string }

/**
 * A registered birth reaches the register of residents sooner or later, once, and with what that says of the parents every register: the
 * child has its records from then on. Kept until all have answered.
 */
export function tellRegisters(births: Store, { residents, all }: { residents(): Address | undefined; all(): readonly Address[] }) {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const soon = (wait = 0) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void tell(), wait)
  }
  const post = async ({ url, token }: Address, path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body), signal: AbortSignal.timeout(2_000) })
    if (!answer.ok) throw new Error(`status ${answer.status}`)
    return answer
  }
  const tell = async () => {
    const address = residents()
    let silent = false
    for (const { key, parents: ids, child } of births.untold()) {
      if (!address || stopped) return
      try {
        const { parents } = await (await post(address, '/members', { key, parents: ids, child })).json() as { parents: Parent[] }
        for (const register of all()) await post(register, '/born', { child, parents })
        births.told(key)
      } catch {
        // One that is away holds up no other child.
        silent = true
      }
    }
    if (silent) soon(1_000)
  }
  return { soon: () => soon(), stop: () => { stopped = true; clearTimeout(timer) } }
}
