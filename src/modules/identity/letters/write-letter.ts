/**
 * A letter that was asked for is written, once its register has said that it may be, and handed to whoever prints it. Each step may be
 * repeated: the look has a key, the letter is there or not, and the print service knows a second try by its identity.
 */
import type { Static } from 'typebox'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { marksEqual } from '../../../kernel/crypto/tokens.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { LetterOpened, type WriteLetter } from '../contract.ts'
import { lockPerson } from '../registration/open-registration.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { IdentityTables } from '../tables.ts'
import { askRegister, type Registered, type WhyNone } from './ask-register.ts'
import { isWanted, settleInvited } from './invite/settle-invited.ts'
import type { LetterDeps, LetterRow } from './letters.ts'
import { addressOf, claimOf, codeOf, hashOfLetterCode, secondOf } from './marks.ts'

export type Order = Static<(typeof WriteLetter)['payload']>

/** Why no letter goes out, beside what the register says; `sent`: it does. */
export type Outcome = WhyNone | 'other-person' | 'waits-already' | 'too-soon' | 'lost' | 'undeliverable' | 'stopped' | 'sent'

const day = 24 * 3_600_000
/** Milliseconds after one letter before another may be asked for; and after one that the person has stopped, since somebody else had asked. */
const [afterLetter, afterStop] = [7 * day, 90 * day]

/** The same, and noted where an agency wished it. */
export async function writeOrdered(deps: LetterDeps, order: Order): Promise<void> {
  const { batch, letter } = order
  const outcome = batch === undefined || await isWanted(deps, batch) ? await writeLetter(deps, order) : 'stopped'
  if (batch !== undefined) await settleInvited(deps, batch, letter, outcome)
}

/** @returns what has become of it. @throws Error while a register or the print service is silent: it is tried again */
export async function writeLetter(deps: LetterDeps, order: Order): Promise<Outcome> {
  const { db, key } = deps
  const before = await db.transaction((tx) => standing(tx, deps, order))
  if (typeof before === 'string') return before
  const said = await askRegister(deps, `letter/${order.letter}`, order.person)
  if (typeof said === 'string') return before === undefined ? said : stop(deps, order.letter)
  if (order.claim !== null && !marksEqual(order.claim, claimOf(key, order.letter, said))) return 'other-person'
  const row = before ?? await db.transaction((tx) => open(tx, deps, order, said))
  if (typeof row === 'string') return row
  await pausePoint('identity.letter.written')
  // Who has moved since the letter was begun has it sent nowhere.
  if (!row.address_mark.equals(addressOf(key, row.id, said.address))) return stop(deps, row.id)
  // What draws takes memory, and most processes never print.
  const { printLetter } = await import('./print-letter.ts')
  const isTaken = await deps.post({ identity: row.id, address: said.address, ...await printLetter(deps, row, said.address, codeOf(key, row.id)) })
  await pausePoint('identity.letter.posted')
  if (!isTaken) return stop(deps, row.id)
  await db.transaction((tx) => tx.updateTable('letter').set({ sent_at: momentOf(deps) }).where('id', '=', row.id).where('sent_at', 'is', null).execute())
  return 'sent'
}

/** This very letter, begun at an earlier try; or why there is none to be. */
async function standing(tx: Tx<IdentityTables>, deps: LetterDeps, { letter, person, official }: Order): Promise<LetterRow | Outcome | undefined> {
  const now = momentOf(deps)
  const own = await tx.selectFrom('letter').selectAll().where('id', '=', letter).executeTakeFirst()
  if (own) return own.sent_at !== null ? 'sent' : own.status === 'open' && own.ends_at > now ? own : 'undeliverable'
  return whyNot(tx, person, official !== null, now)
}

/** One letter at most is on its way to somebody, and none beside a sheet of an office, nor to whoever has lost their access and is not back. */
async function whyNot(tx: Tx<IdentityTables>, person: string, invited: boolean, now: Date): Promise<Outcome | undefined> {
  const letter = await tx.selectFrom('letter').select('id').where('person', '=', person).where('status', '=', 'open').where('ends_at', '>', now).executeTakeFirst()
  const sheet = await tx.selectFrom('registration').select('id').where('person', '=', person).where('status', 'in', ['asked', 'open']).where('ends_at', '>', now).executeTakeFirst()
  if (letter || sheet) return 'waits-already'
  const last = invited ? undefined : await tx.selectFrom('letter').select(['opened_at', 'status', 'settled_by']).where('person', '=', person).orderBy('opened_at', 'desc').limit(1).executeTakeFirst()
  if (last && last.opened_at.getTime() + (last.settled_by === `person:${person}` && last.status === 'stopped' ? afterStop : afterLetter) > now.getTime()) return 'too-soon'
  const lost = await tx.selectFrom('access_lost').select('at').where('person', '=', person).executeTakeFirst()
  if (!lost) return undefined
  const back = await tx.selectFrom('passkey').select('id').where('kind', '=', 'resident').where('subject', '=', person).where('assurance', '=', 'substantial').where('created_at', '>', lost.at).executeTakeFirst()
  return back ? undefined : 'lost'
}

async function open(tx: Tx<IdentityTables>, deps: LetterDeps, { letter: id, person, official, language }: Order, { name, birthDate, address }: Registered): Promise<LetterRow | Outcome> {
  const { key, rule, pack } = deps
  const now = momentOf(deps)
  await lockPerson(tx, person)
  const why = await whyNot(tx, person, official !== null, now)
  if (why !== undefined) return why
  const agency = pack.purposes.find((purpose) => purpose.id === rule.purpose)!.agency!
  // One that nobody has taken up in its weeks gives way.
  await tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: now, settled_by: 'house' }).where('person', '=', person).where('status', '=', 'open').execute()
  const row = await tx.insertInto('letter').values({
    id, person, name, began: official === null ? 'asked' : 'invited', agency, official, language: await deps.languageOf(person, language),
    second_mark: secondOf(key, id, person, birthDate), address_mark: addressOf(key, id, address),
    opened_at: now, ends_at: new Date(now.getTime() + rule.days * 24 * 3_600_000), sent_at: null, status: 'open', code_hash: hashOfLetterCode(key, codeOf(key, id)), settled_at: null, settled_by: null,
  }).returningAll().executeTakeFirstOrThrow()
  await noteAct(tx, official === null ? 'anyone' : `official:${official}`, 'send letter of invitation', `letter:${id}`, { person })
  await emit(tx, LetterOpened, { letter: id, person, agency, began: row.began })
  return row
}

async function stop(deps: LetterDeps, id: string): Promise<Outcome> {
  deps.log.warn({ letter: id }, 'identity: a letter cannot be delivered')
  await deps.db.transaction((tx) => tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: momentOf(deps), settled_by: 'house' }).where('id', '=', id).where('status', '=', 'open').execute())
  return 'undeliverable'
}
