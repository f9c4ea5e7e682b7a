/** What a birth leaves behind beside what every life event does: the child, once, in the form and in the register. */
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Count } from './find-losses.ts'
import { type Newborn, pack } from './residents.ts'

interface Books {
  /** The first row's `n`. */
  one(text: string, ...values: unknown[]): Promise<number>
  /** Lines of the timeline of this kind. */
  happenings(kind: string): Promise<number>
  data: string
}

export async function countBirth({ one, happenings, data }: Books, { person, child, inForm }: { person: string; child: Newborn; inForm: readonly { name: string }[] }): Promise<Count[]> {
  return [
    ['child in the form', inForm.filter(({ name }) => name === child.name).length, 1],
    ['application with this child', await one(`select count(*) n from cases.application where person = $1 and draft -> 'newborns' @> $2::jsonb`, person, JSON.stringify([{ name: child.name }])), 1],
    ['told: child registered', await happenings('child-registered'), 1],
    ['told: child already registered', await happenings('child-already-registered'), 0],
    ['children in the register', bornInRegister(data, child.name), 1],
  ]
}

function bornInRegister(data: string, name: string): number {
  const register = pack.registers.find(({ births }) => births)
  if (!register) throw new Error('no register keeps births')
  const database = new DatabaseSync(join(data, 'registers', `${register.id}.sqlite`), { readOnly: true })
  try {
    const births = (database.prepare('select count(*) as n from birth where name = ?').get(name) as { n: number }).n
    // The child of each parent's own record, once: both parents or one.
    const records = (database.prepare(`select answers from person where answers like ?`).all(`%${name}%`) as { answers: string }[])
      .map(({ answers }) => answers.split(`"name":"${name}"`).length - 1)
    return Math.max(births, ...records)
  } finally {
    database.close()
  }
}
