/** From the households of a page to where everybody in them stands: the rules reckon, and what follows from a birth alone is left out later on, and what rests on a family where there is none. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Days, FactSet, PassOver, Picked, Standings } from '../../rules/index.ts'
import type { Found, Stand } from './compare-standings.ts'
import { concernedBy, type FamilyOfHousehold } from './family-of-household.ts'

export type FoundHere = Found & Pick<Picked, 'standing'> & { family: FamilyOfHousehold }

export interface FoundInPage extends Pick<Standings, 'unknown' | 'broken'> { found: FoundHere[] }

export interface PageDeps { pack: Pack; law: PassOver; days: Days; granted: ReadonlySet<string> }

/** @param granted `person service` of what was granted through the portal */
export async function findStands({ pack, law, days, granted }: PageDeps, families: readonly FamilyOfHousehold[]): Promise<FoundInPage> {
  const { held, unknown, broken } = await law.over(families.map(({ facts }) => facts), days)
  const services = new Map(pack.services.map((service) => [service.id, service]))
  const found = held.flatMap((standing): FoundHere | [] => {
    const family = families[standing.household]!
    const { service, list, at, now, ahead, amounts } = standing
    if (family.ofChildrenAlone && list !== 'newborn') return []
    if (!isLookedFor(services.get(service), family.facts, list, at, days.on)) return []
    const { person, of, age } = concernedBy(family, list, at, days.on)
    const receiving = family.received.has(service) || family.received.has(`${service}/${of || person}`) || family.members.some((member) => granted.has(`${member} ${service}`))
    return { family, standing, person, service, of, now, ahead, amounts, receiving, area: family.area, band: age === null ? null : bandOf(age) }
  })
  return { found, unknown, broken }
}

/** Whoever registered a birth has done so: the registers know the child. */
function isLookedFor(service: PublicService | undefined, facts: FactSet, list: string | null, at: number | null, on: string): boolean {
  if (!service || service.effect === 'register-birth') return false
  const { afterBirthMonths: months } = service
  if (months === undefined) return true
  const children = Array.isArray(facts['newborn']) ? facts['newborn'] : []
  const births = (list === 'newborn' ? children.slice(at ?? 0, (at ?? 0) + 1) : children).map(({ birth_date: born }) => born)
  return births.some((born) => typeof born === 'string' && Temporal.PlainDate.compare(Temporal.PlainDate.from(born).add({ months }), on) > 0)
}

const oldest = 80
const bandOf = (age: number) => (age >= oldest ? `${oldest}+` : `${Math.floor(age / 10) * 10}-${Math.floor(age / 10) * 10 + 9}`)

/** Where a person stood with a service, as a question to the rules again; undefined where whom it was for is not in the household any more. */
export function pickAgain({ law, days }: PageDeps, family: FamilyOfHousehold, { person, service, of }: Stand): Picked | undefined {
  const list = law.lists[service]
  if (list === undefined) return undefined
  const listed = list === null ? undefined : family.facts[list]
  const at = Array.isArray(listed) ? listed.findIndex(({ person_id: id }) => id === (of || person)) : -1
  if (list !== null && at < 0) return undefined
  return { facts: family.facts, days, standing: { household: 0, service, list, at: list === null ? null : at, now: false, ahead: false, amounts: {} } }
}
