/** The people of the demonstration, and what its registers would say of them, without the registers: for trying forms. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makePopulation, type Person } from '../../demo/population/make-population.ts'
import { readPeopleFile } from '../../demo/population/people-file.ts'
import { answersOf } from '../../demo/registers/answers.ts'
import { answerAbout } from '../../packages/pack-kit/answer-about.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { FictitiousPeople } from '../modules/cases/index.ts'

/** @returns nobody for a pack without a demonstration */
export function fictitiousPeople({ folder, registers }: Pick<Pack, 'folder' | 'registers'>, clock: Clock): FictitiousPeople {
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
      const held = (field: string) => answersOf(person, [field])[field]
      return fields.flatMap((name) => {
        const [register, field] = name.split('.') as [string, string]
        // A question is answered from what the register holds, as on the day of asking.
        const asked = registers.find(({ id: own }) => own === register)?.fields[field]?.answers
        const value = asked ? answerAbout(asked, held(asked.field) ?? null, clock.today()) : held(field)
        return value === undefined ? [] : [{ register, field, value, answeredAt: clock.now().toString() }]
      })
    },
  }
}
