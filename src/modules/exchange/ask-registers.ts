/** One question in parts: every register that a purpose names is asked at the same time, each for its own fields. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { type Answers, exchangeFaults } from './contract.ts'
import { splitField } from './purposes.ts'
import type { Question, RegisterClient } from './register-client.ts'

export interface Asking extends Omit<Question, 'fields'> {
  /** `register.field` */
  fields: readonly string[]
  /** Ask only these registers; all that the fields belong to when absent. */
  registers?: readonly string[] | undefined
}

/** A register that gives nothing is named with the reason. */
export async function askRegisters(pack: Pack, client: RegisterClient, { fields, registers, ...question }: Asking): Promise<Answers> {
  const results = await Promise.all([...groupByRegister(fields, registers)].map(async ([id, asked]) => {
    const register = pack.registers.find((candidate) => candidate.id === id)
    if (!register) throw new Fault(exchangeFaults.noPurpose)
    return client.ask(register, { ...question, fields: asked })
  }))
  return {
    known: results.flatMap((result) => (Array.isArray(result) ? result : [])),
    silent: results.flatMap((result) => (Array.isArray(result) ? [] : [result])),
  }
}

function groupByRegister(fields: readonly string[], only: readonly string[] | undefined): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const name of fields) {
    const { register, field } = splitField(name)
    if (only && !only.includes(register)) continue
    groups.set(register, [...(groups.get(register) ?? []), field])
  }
  return groups
}
