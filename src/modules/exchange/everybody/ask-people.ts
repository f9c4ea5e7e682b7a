/** Reads the registers for a page of residents, each asked about alone: what somebody has to do is theirs and not their household's. */
import type { Register } from '../../../../packages/pack-kit/schema/register.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { exchangeFaults, type KnownValue } from '../contract.ts'
import { splitField } from '../purposes.ts'
import { askInParts, everybodysPurpose, type EverybodyDeps, logSweep, type Sweep } from './ask-everybody.ts'

export interface PeopleSweep extends Sweep {
  /** Of the purpose's fields only these, as `register.field`; all when left out. */
  fields?: readonly string[]
}

export interface PersonKnown { person: string; known: KnownValue[] }

/** @throws Fault exchange.beyond-purpose, exchange.register-unavailable: a page is known whole or not at all */
export async function askPeople({ access, pack, client }: EverybodyDeps, { pass, purpose: id, people, fields }: PeopleSweep): Promise<PersonKnown[]> {
  const purpose = everybodysPurpose(pack, id)
  const wanted = fields ?? purpose.fields
  if (wanted.some((field) => !purpose.fields.includes(field))) throw new Fault(exchangeFaults.beyondPurpose)
  if (people.length === 0) return []
  const byRegister = Map.groupBy(wanted.map(splitField), ({ register }) => register)
  const answers = await Promise.all([...byRegister].map(([register, asked]) =>
    askInParts(client, { register: pack.registers.find((one) => one.id === register) as Register, purpose: id, fields: asked.map(({ field }) => field) }, people)))
  await logSweep(access, { pass, purpose: { ...purpose, fields: [...wanted] }, people: [...people].sort() })
  return people.map((person) => ({ person, known: answers.flatMap((register) => register.get(person) ?? []) }))
}
