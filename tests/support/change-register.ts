/** What a register of the demonstration holds on somebody, changed behind its back, as its agency would. */
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'

export type Answers = Record<string, unknown>

/** @param folder of the registers' databases */
export function changeRegister(folder: string, register: string, person: string, by: (answers: Answers) => Answers) {
  const db = new DatabaseSync(join(folder, `${register}.sqlite`))
  const row = db.prepare('select answers from person where id = ?').get(person) as { answers: string }
  db.prepare('update person set answers = ? where id = ?').run(JSON.stringify(by(JSON.parse(row.answers) as Answers)), person)
  db.close()
}
