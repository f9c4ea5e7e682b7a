/** What of a message the guard must know before the protocol's server does: which tools it calls. */
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'

/** @returns names of tools; none of what is no message, which the protocol's server answers. @throws brokenText */
export function calledTools(body: string): string[] {
  let message: unknown
  try {
    message = JSON.parse(body, refusePrototype)
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    return []
  }
  // Revisions before 2025-06-18 know batches.
  return [message].flat().flatMap((one) => {
    const { method, params } = (typeof one === 'object' && one !== null ? one : {}) as { method?: unknown; params?: { name?: unknown } }
    return method === 'tools/call' && typeof params?.name === 'string' ? [params.name] : []
  })
}

function refusePrototype(key: string, value: unknown) {
  if (key === '__proto__' || (typeof value === 'string' && value.includes('\0'))) throw new Fault(kernelFaults.brokenText)
  return value
}
