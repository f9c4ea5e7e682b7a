/** What people have to do by a day: licences, vehicles, taxes, school and vaccinations, as the registers hold them. */
import type { Person } from './make-population.ts'
import type { Random } from './random.ts'

/** Money in the currency's minor unit; days as `YYYY-MM-DD`. */
export interface Duties {
  licence: 'none' | 'class-1' | 'class-2'
  licenceRenewedOn: string | null
  vehicles: { id: string; name: string; inspectionValidUntil: string }[]
  vehicleTax: number
  vehicleTaxAsOf: string | null
  hepatitisBDoses: number
  mmrDoses: number
  dtapDoses: number
  idCard: boolean
  inSchool: boolean
  /** The answer of the parents to the notice of schooling has been taken. */
  entrySettled: boolean
  healthCheckedOn: string | null
  /** Of both eyes, in tenths. */
  eyesight: number | null
  /** Of whoever lives by more than wages, the year that they declare next. */
  taxPeriodEnd: string | null
  /** Registered for what they did for the country. */
  merit: 'none' | 'merit' | 'war-service'
}

/** Days in which a licence comes around, and the years for which a vehicle is inspected. */
const licenceDays = 3_650
const inspectionDays = 730

/** The last to draw: what it draws changes nothing else. Shares are plausible, and published by nobody. */
export function assignDuties(people: readonly Person[], asOf: string, random: Random) {
  const today = Temporal.PlainDate.from(asOf)
  for (const person of people) {
    const born = Temporal.PlainDate.from(person.birthDate)
    const { years: age } = born.until(today, { largestUnit: 'years' })
    const { months } = born.until(today, { largestUnit: 'months' })
    const licence = age < 20 || !random.chance(age < 75 ? 72 : 40) ? 'none' : random.chance(40) ? 'class-1' : 'class-2'
    const vehicles = person.means.carValue > 0 ? Array.from({ length: random.chance(15) ? 2 : 1 }, () => vehicleOf(today, random)) : []
    person.duties = {
      licence, licenceRenewedOn: licence === 'none' ? null : later(born.add({ years: 19 }), today.subtract({ days: random.below(licenceDays) })), vehicles,
      // Whoever pays a year at once in January owes nothing in December.
      ...(vehicles.length > 0 && random.chance(75) ? { vehicleTax: (5_000 + random.below(22_000)) * 10, vehicleTaxAsOf: `${today.year}-12-01` } : { vehicleTax: 0, vehicleTaxAsOf: null }),
      hepatitisBDoses: dosesOf([0, 1, 6], months, random), mmrDoses: dosesOf([12, 48], months, random), dtapDoses: dosesOf([2, 4, 6, 15, 48], months, random),
      idCard: age > 17 || (age === 17 && random.chance(55)), inSchool: today.year - born.year >= 7, entrySettled: today.year - born.year >= 7,
      healthCheckedOn: null, eyesight: null, taxPeriodEnd: null, merit: 'none',
    }
  }
}

/** Whoever earns and is insured by themselves works for themselves, mostly, and declares it in the May that follows. */
export function assignReturns(people: readonly Person[], asOf: string, random: Random) {
  for (const { means, household, duties } of people) {
    if (means.monthlyEarnings > 0 && household.insurance === 'regional' && random.chance(80)) duties.taxPeriodEnd = `${asOf.slice(0, 4)}-12-31`
  }
}

/** Of the old, some were at war; of everybody grown up, few are honoured for something else. */
export function assignMerit(people: readonly Person[], asOf: string, random: Random) {
  for (const { birthDate, sex, duties } of people) {
    const age = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4))
    if (age >= 75 && sex === 'M' && random.chance(20)) duties.merit = 'war-service'
    else if (age >= 20 && random.chance(1)) duties.merit = 'merit'
  }
}

/** Who was at the health check that comes round every second year, by the year of birth. */
export function assignChecks(people: readonly Person[], asOf: string, random: Random) {
  const today = Temporal.PlainDate.from(asOf)
  for (const { birthDate, duties } of people) {
    const born = Number(birthDate.slice(0, 4))
    const year = (today.year - born) % 2 === 0 ? today.year : today.year - 1
    // Most come in the last months of their year.
    const day = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: random.below(364) })
    const eyesight = 4 + random.below(12)
    if (year - born < 20 || !random.chance(75) || Temporal.PlainDate.compare(day, today) > 0) continue
    Object.assign(duties, { healthCheckedOn: day.toString(), eyesight })
  }
}

/** A plate that no vehicle bears: its letter is none of those in use. */
function vehicleOf(today: Temporal.PlainDate, random: Random) {
  const [first, last] = [10 + random.below(89), 1_000 + random.below(8_999)]
  return { id: `VIN-DEMO-${first}-${last}`, name: `${first}늘 ${last}`, inspectionValidUntil: today.add({ days: random.below(inspectionDays) - 20 }).toString() }
}

/** @param from months of age from which each dose is given; nearly everybody has it half a year later */
function dosesOf(from: readonly number[], months: number, random: Random): number {
  let doses = 0
  for (const age of from) {
    if (months < age || !random.chance(months < age + 6 ? 50 : 99)) break
    doses += 1
  }
  return doses
}

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate) => (Temporal.PlainDate.compare(one, other) > 0 ? one : other).toString()
