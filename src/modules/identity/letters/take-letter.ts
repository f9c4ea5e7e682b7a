/** A letter is taken up by whoever has its code and knows what stands in no letter, while its person lives where it went. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults, LetterTaken } from '../contract.ts'
import { countGuess } from '../registration/count-guess.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { IdentityTables } from '../tables.ts'
import { askRegister } from './ask-register.ts'
import type { LetterDeps, LetterRow } from './letters.ts'
import { addressOf, hashOfLetterCode, secondOf } from './marks.ts'

export interface LetterAttempt {
  code: string
  person: string
  /** `YYYY-MM-DD` */
  birthDate: string
  /** Internet address that asks. */
  address: string
}

/** After so many wrong numbers or days of birth a letter opens nothing any more: whoever has found it does not try a family's birthdays. */
const mostMisses = 5

/**
 * The same answer to a code that never was, that was used, that is too old, that is another's, and to a letter whose person has moved or died.
 * @throws letterUnknown, letterUnconfirmed while the register is silent, tooManyRequests
 */
export async function findLetter(deps: LetterDeps, { code, person, birthDate, address }: LetterAttempt): Promise<LetterRow> {
  const now = momentOf(deps)
  const found = await countGuess(deps, address, async (tx) => {
    const row = await tx.selectFrom('letter').selectAll().where('code_hash', '=', hashOfLetterCode(deps.key, code)).where('ends_at', '>', now).forUpdate().executeTakeFirst()
    if (!row || row.second_mark.equals(secondOf(deps.key, row.id, person, birthDate))) return row
    const last = row.misses + 1 >= mostMisses ? ended(now) : {}
    await tx.updateTable('letter').set({ misses: row.misses + 1, ...last }).where('id', '=', row.id).execute()
    return undefined
  })
  if (!found || !await livesThere(deps, found)) throw new Fault(identityFaults.letterUnknown)
  return found
}

/** Asked again when it is taken up: weeks lie between. */
async function livesThere(deps: LetterDeps, row: LetterRow): Promise<boolean> {
  const said = await askRegister(deps, `letter/${row.id}/taken`, row.person).catch((cause: unknown) => { throw new Fault(identityFaults.letterUnconfirmed, { cause }) })
  if (typeof said !== 'string' && row.address_mark.equals(addressOf(deps.key, row.id, said.address))) return true
  await deps.db.transaction((tx) => tx.updateTable('letter').set(ended(momentOf(deps))).where('id', '=', row.id).where('status', '=', 'open').execute())
  return false
}

const ended = (now: Date) => ({ status: 'stopped' as const, code_hash: null, settled_at: now, settled_by: 'house' })

/** Of two who take it up at once, one comes too late, and what was to come about with it does not. */
export async function takeLetter(deps: LetterDeps, tx: Tx<IdentityTables>, { id, person }: LetterRow): Promise<void> {
  const now = momentOf(deps)
  const { numUpdatedRows } = await tx.updateTable('letter').set({ status: 'used', code_hash: null, settled_at: now, settled_by: `person:${person}` })
    .where('id', '=', id).where('status', '=', 'open').where('ends_at', '>', now).executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Fault(identityFaults.letterUnknown)
  await noteAct(tx, `resident:${person}`, 'take up letter of invitation', `letter:${id}`)
  await emit(tx, LetterTaken, { letter: id, person })
}
