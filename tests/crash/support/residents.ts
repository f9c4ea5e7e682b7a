/** Who reports births in campaigns and benchmarks: mothers of the demonstration, and names nobody else has. */
import { makePopulation } from '../../../demo/population/make-population.ts'
import { readPeopleFile } from '../../../demo/population/people-file.ts'
import { demonstrationOfficials } from '../../../src/modules/identity/officials/demonstration-officials.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'

export interface Newborn { name: string; birthDate: string; sex: string }

export const packFolder = 'packs/kr'
export const pack = loadPack(packFolder)

/** Ids of mothers who may report a birth. */
export function mothers(): string[] {
  return makePopulation(readPeopleFile(packFolder)).people
    .filter(({ sex, parentalAuthority, birthDate }) => sex === 'F' && parentalAuthority === 'full' && birthDate > '1980' && birthDate < '2005').map(({ id }) => id)
}

/** In her family one has died whose property nobody has looked for. */
export const daughterOfADeadMan = 'KR-DEMO-700004'

export const adults = (): string[] => makePopulation(readPeopleFile(packFolder)).people.filter(({ birthDate }) => birthDate < '2005').map(({ id }) => id)

const digits = '가나다라마바사아자차'

/** A name of its own for each number. */
export const newborn = (number: number): Newborn => ({
  name: `햇${Array.from(String(number), (digit) => digits[Number(digit)]).join('')}`,
  birthDate: Temporal.Now.plainDateISO(pack.timeZone).subtract({ days: 3 + (number % 20) }).toString(), sex: number % 2 === 0 ? 'F' : 'M',
})

export const agencyOf = (purpose: string): string => {
  const agency = pack.purposes.find(({ id }) => id === purpose)?.agency
  if (!agency) throw new Error(`the purpose ${purpose} names no agency`)
  return agency
}

export const caseworkerOf = (agency: string): string => {
  const official = demonstrationOfficials(pack).find((candidate) => candidate.agency === agency && candidate.id.endsWith('-caseworker'))
  if (!official) throw new Error(`nobody works at ${agency}`)
  return official.id
}

/** A loopback address for each number. */
export const addressOf = (number: number) => `127.${1 + (Math.floor(number / 62_500) % 250)}.${Math.floor(number / 250) % 250}.${1 + (number % 250)}`
