/** The dozen that the sign-in page of the demonstration names, each with a story. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '../../src/kernel/schema/schema.ts'
import { makePopulation } from './make-population.ts'
import { readPeopleFile } from './people-file.ts'

export interface NamedPerson {
  id: string
  name: string
  story: Text
}

/** @returns none for a pack without a demonstration */
export function namedPeople(packFolder: string): NamedPerson[] {
  if (!existsSync(join(packFolder, 'demo/people.json'))) return []
  const file = readPeopleFile(packFolder)
  return makePopulation(file, file.seed, 0).named.map(({ person, family }) => ({ id: person.id, name: person.name, story: family.story }))
}

/** Everybody's name by id: the demonstration lets any of its residents in. */
export function everyName(packFolder: string): Map<string, string> {
  if (!existsSync(join(packFolder, 'demo/people.json'))) return new Map()
  return new Map(makePopulation(readPeopleFile(packFolder)).people.map(({ id, name }) => [id, name]))
}
