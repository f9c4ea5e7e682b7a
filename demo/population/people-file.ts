/** demo/people.json of a pack: names, places and families of its fictitious residents. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '../../src/kernel/schema/schema.ts'
import type { GivenMeans } from './assign-means.ts'

export type Sex = 'F' | 'M'

export interface Place {
  region: string
  supportArea: string
  populationDecline: boolean
  /** Code of the pack's fact household.municipality; a city where it is not said. */
  municipality?: string
  /** `{n}` becomes the number of the house. */
  address: string
  weight: number
}

export interface NamedMember {
  name: string
  sex: Sex
  birthDate: string
  disability?: 'severe' | 'mild'
}

export interface NamedFamily {
  story: Text
  applicant: NamedMember
  spouse?: NamedMember
  /** Lives elsewhere, or is known to no register of residents. */
  spouseAway?: boolean
  children: NamedMember[]
  /** Grandparents who live with them. */
  elders?: NamedMember[]
  region: string
  insurance: string
  monthlyIncome: number
  electricity: boolean
  parentalAuthority?: 'full' | 'suspended'
  /** What their story says of home, property and work; the rest is drawn. */
  means?: GivenMeans
}

export interface Receipt {
  service: string
  whom: 'household' | 'person' | 'child'
  /** Per cent of those who could. */
  share: number
  /** Ages, both included. */
  from?: number
  to?: number
  insurance?: string[]
}

/** What somebody left: what the registers answer of them. Money in the currency's minor unit. */
export interface Estate {
  deposits: number
  loans: number
  insurances: number
  securities: number
  taxDue: number
  taxRefund: number
  insuranceArrears: number
  land: string[]
  buildings: string[]
  vehicles: string[]
  insuredMonths: number
}

export interface Deceased extends NamedMember {
  /** Named by the families that mourn. */
  key: string
  deathDate: string
  estate: Estate
}

/** A family of whom somebody died: what the register of family relations says of it to the applicant. */
export interface BereavedFamily extends NamedFamily {
  lost: { key: string; relation: 'spouse' | 'parent' | 'child' | 'sibling' }[]
}

export interface PeopleFile {
  seed: number
  /** At least so many residents. */
  size: number
  /** Ages are reckoned on this day. */
  asOf: string
  idPrefix: string
  /** `family first` as in Korea, or `given first`. */
  nameOrder: 'family-given' | 'given-family'
  familyNames: string[]
  givenNames: Record<Sex, string[]>
  /** Full names of people who came from elsewhere. */
  foreignNames: Record<Sex, string[]>
  places: Place[]
  insurance: { type: string; weight: number; incomes: [number, number] }[]
  /** What is being received already, by whom; the shares are plausible, and published by nobody. */
  receives?: Receipt[]
  /** Recognised income, as it is inquired into before one of these services is given. Money in the currency's minor unit, a month. */
  recognised?: { inquired: string[]; medians: number[]; leftAlone: number; perTenThousand: number }
  /** Child takes the father's family name, the mother's, or both join. */
  named: NamedFamily[]
  /** They and theirs have ids of their own, so that nobody else's change. */
  deceased?: Deceased[]
  bereaved?: BereavedFamily[]
  /** Stories that came later; their ids, too, are their own. */
  later?: NamedFamily[]
}

export const readPeopleFile = (packFolder: string) => JSON.parse(readFileSync(join(packFolder, 'demo/people.json'), 'utf8')) as PeopleFile
