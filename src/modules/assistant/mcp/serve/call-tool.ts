/** One call: done, noted where somebody's program did it, and only then answered. */
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import type { Call, Tool, Told } from '../tools/tool.ts'
import type { Serving } from './create-server.ts'

/** @returns a fault for whoever asked; of a mistake of ours only that it is one */
export async function callTool({ acts, log }: Pick<Serving, 'acts' | 'log'>, tool: Tool, call: Call, input: Record<string, unknown>): Promise<Told<unknown> | Fault> {
  let outcome: Told<unknown> | Fault
  try {
    outcome = await tool.run(call, input)
  } catch (cause) {
    if (!(cause instanceof Fault)) log.error({ err: cause, tool: tool.name }, 'a tool failed')
    outcome = cause instanceof Fault ? cause : new Fault(kernelFaults.internal, { cause })
  }
  if (call.caller) {
    const { person, client } = call.caller
    const noted = outcome instanceof Fault ? { outcome: outcome.status >= 500 ? 'failed' as const : 'refused' as const, about: null } : { outcome: outcome.outcome ?? 'told', about: outcome.about ?? null }
    await acts.note({ person, client, tool: tool.name, ...noted })
  }
  return outcome
}
