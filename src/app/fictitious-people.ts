/** The people of the demonstration, and what its registers would say of them, without the registers: for trying forms. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makePopulation, type Person } from '../../demo/population/make-population.ts'
import { readPeopleFile } from '../../demo/population/people-file.ts'
import { answersOf } from '../../demo/registers/answers.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { FictitiousPeople } from '../modules/cases/index.ts'

/** @returns nobody for a pack without a demonstration */
export function fictitiousPeople(folder: string, clock: Clock): FictitiousPeople {
  let made: Person[] | undefined
  const named = () => {
    if (!existsSync(join(folder, 'demo/people.json'))) return []
    const file = readPeopleFile(folder)
    return (made ??= makePopulation(file, file.seed, 0).named.map(({ person }) => person))
  }
  return {
    people: () => named().map(({ id, name }) => ({ id, name })),
    known(id, fields) {
      const person = named().find((one) => one.id === id)
      if (!person) return []
      const answers = answersOf(person, fields.map((field) => field.slice(field.indexOf('.') + 1)))
      return fields.flatMap((name) => {
        const [register, field] = name.split('.') as [string, string]
        const value = answers[field]
        return value === undefined ? [] : [{ register, field, value, answeredAt: clock.now().toString() }]
      })
    },
  }
}
