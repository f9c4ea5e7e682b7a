/** The register of residents says whether there is such a person, whether they live, and where. */
import { birthdayOf } from '../../../kernel/dates/ages.ts'
import { plainName } from '../codes.ts'
import type { LetterDeps } from './letters.ts'

export interface Registered { name: string; birthDate: string; address: string }

export type WhyNone = 'nobody' | 'died' | 'too-young' | 'no-address'

/**
 * Asks under the purpose of the pack; the look stands in that person's log.
 * @param key the same again is the same look
 * @throws Error while a register is silent
 */
export async function askRegister({ askAbout, rule, clock }: Pick<LetterDeps, 'askAbout' | 'rule' | 'clock'>, key: string, person: string): Promise<Registered | WhyNone> {
  const { known, silent } = await askAbout({ key, subject: person, purpose: rule.purpose })
  // Whom a register does not know is nobody to write to: also where it is the one that keeps deaths.
  if (silent.some(({ reason }) => reason === 'unknown-person')) return 'nobody'
  if (silent.length > 0) throw new Error('a register is silent')
  const valueOf = (field: string) => known.find((value) => `${value.register}.${value.field}` === field)?.value
  const [name, birthDate, address, died] = [rule.name, rule.birthDate, rule.address, rule.deathDate].map(valueOf)
  if (died !== null) return 'died'
  if (typeof name !== 'string' || typeof birthDate !== 'string') return 'nobody'
  if (Temporal.PlainDate.compare(birthdayOf(Temporal.PlainDate.from(birthDate), rule.fromAge), clock.today()) > 0) return 'too-young'
  if (typeof address !== 'string' || plainName(address) === '') return 'no-address'
  return { name: plainName(name), birthDate, address: plainName(address) }
}
