/** Whom an invitation concerns: each resident's day of birth is looked at, and nothing else, in a look that stands in everybody's log. May be repeated. */
import type { LetterDeps } from '../letters.ts'
import { newId } from '../../../../kernel/ids/ids.ts'

/** Residents a question. */
const page = 1_000
/** Letters of one invitation; the table holds it, too. */
export const most = 5_000

export async function countCohort(deps: LetterDeps, id: string): Promise<void> {
  const { db, rule, residents, askPeople } = deps
  const batch = await db.transaction((tx) => tx.selectFrom('letter_batch').select(['born_from', 'born_until']).where('id', '=', id).where('status', '=', 'counting').executeTakeFirst())
  if (!batch || batch.born_from === null || batch.born_until === null) return
  let found = 0
  for (let after = ''; ;) {
    const people = await residents(rule.purpose, after, page)
    if (people.length === 0) break
    after = people.at(-1)!
    const known = await askPeople({ pass: id, purpose: rule.purpose, people, fields: [rule.birthDate] })
    const born = known.filter(({ known: [day] }) => typeof day?.value === 'string' && day.value >= batch.born_from! && day.value <= batch.born_until!).map(({ person }) => person)
    found += await keep(deps, id, born)
    if (found > most) break
  }
  await db.transaction(async (tx) => {
    const end = found > most ? { status: 'stopped' as const, stopped_because: 'too-many' as const } : found === 0 ? { status: 'stopped' as const, stopped_because: 'nobody' as const, people: 0 } : { status: 'waiting' as const, people: found }
    await tx.updateTable('letter_batch').set(end).where('id', '=', id).where('status', '=', 'counting').execute()
  })
}

/** Whoever can sign in already needs none. @returns how many of these are on the list now */
async function keep({ db }: LetterDeps, batch: string, born: readonly string[]): Promise<number> {
  if (born.length === 0) return 0
  return db.transaction(async (tx) => {
    const inside = new Set([
      ...(await tx.selectFrom('passkey').select('subject as person').where('kind', '=', 'resident').where('subject', 'in', born).execute()),
      ...(await tx.selectFrom('national_account').select('person').where('person', 'in', born).execute()),
    ].map(({ person }) => person))
    const wanted = born.filter((person) => !inside.has(person))
    if (wanted.length > 0) await tx.insertInto('letter_batch_person').values(wanted.map((person) => ({ batch, person, letter: newId(), outcome: null }))).onConflict((conflict) => conflict.doNothing()).execute()
    return wanted.length
  })
}
