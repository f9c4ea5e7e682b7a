/** What the person says instead of a register; an empty field means the register is right. */
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'

export interface CorrectionMistake { field: string; mistake: 'wrong-number' | 'wrong-choice' }

export const correctable = (pack: Pack): Fact[] => pack.facts.filter((fact) => fact.correctable)

export function readCorrections(pack: Pack, body: Record<string, string>) {
  const facts = correctable(pack)
  const mistakes: CorrectionMistake[] = []
  const corrections: Record<string, string> = {}
  for (const [field, raw] of Object.entries(body)) {
    const fact = facts.find((candidate) => candidate.fact === field)
    if (!fact) throw new Fault(kernelFaults.invalidInput, { pointer: `/${field}`, values: { reason: 'unknown', part: 'body', field } })
    const text = raw.trim().normalize('NFC')
    if (text === '') continue
    const value = fact.type === 'money' || fact.type === 'int' ? text.replaceAll(/[,\s]|원$/g, '') : text
    corrections[field] = value
    if ((fact.type === 'money' || fact.type === 'int') && !/^\d{1,12}$/.test(value)) mistakes.push({ field, mistake: 'wrong-number' })
    if (fact.type === 'enum' && !(value in (fact.values ?? {}))) mistakes.push({ field, mistake: 'wrong-choice' })
    if (fact.type === 'text' && value.length > 100) mistakes.push({ field, mistake: 'wrong-choice' })
  }
  return { corrections, mistakes }
}
