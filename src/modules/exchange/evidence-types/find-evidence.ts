/** From what is required to who gives it: a purpose's fields by the evidence types that prove them (CCCEV), each with its register. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { EvidenceType, Register } from '../../../../packages/pack-kit/schema/register.ts'
import { splitField } from '../purposes.ts'

export interface NeededEvidence {
  register: Register
  type: EvidenceType
  /** Those of the type that the purpose names: nothing else of the evidence is asked for. */
  fields: string[]
}

/** @throws Error for a field without evidence type, which `pack check` refuses */
export function findEvidence(pack: Pack, { fields, about = [] }: Pick<Purpose, 'fields' | 'about'>): NeededEvidence[] {
  const needed = new Map<string, NeededEvidence>()
  for (const name of new Set([...fields, ...about])) {
    const { register, type, field } = evidenceOf(pack, name)
    const so = needed.get(type.id)
    if (so) so.fields.push(field)
    else needed.set(type.id, { register, type, fields: [field] })
  }
  return [...needed.values()]
}

/** @param name `register.field` */
export function evidenceOf(pack: Pack, name: string): { register: Register; type: EvidenceType; field: string } {
  const { register: id, field } = splitField(name)
  const register = pack.registers.find((candidate) => candidate.id === id)
  const type = register?.evidence.find(({ fields }) => fields.includes(field))
  if (!register || !type) throw new Error(`no evidence type of pack ${pack.id} gives ${name}`)
  return { register, type, field }
}
