/**
 * Whether a number and a name belong to one person, before anybody's card is held or ended: an official who mistypes the number would strike somebody else. The
 * register's name is compared here and shown to nobody; the look has the card's own purpose and stands in that person's log, and who asked in the audit.
 */
import { hash } from 'node:crypto'
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Exchange } from '../../exchange/index.ts'
import type { CredentialsTables } from '../tables.ts'

export interface HolderQuestion { official: Official; type: CredentialType; person: string; name: string }

/** `unasked` where the country compares none. */
export type HolderAnswer = 'same' | 'another' | 'silent' | 'unasked'

export async function checkHolder({ db, exchange, clock }: { db: RoomDatabase<CredentialsTables>; exchange: Pick<Exchange, 'askAbout'>; clock: Clock }, { official, type, person, name }: HolderQuestion): Promise<HolderAnswer> {
  if (type.holding === undefined) return 'unasked'
  await db.transaction((tx) => noteAct(tx, `official:${official.official}`, 'compare a name', `person:${person}`, { agency: official.agency, card: type.id }))
  // The same question again on the same day, as between looking at the order and giving it, is the same look.
  const key = `hold-card/${hash('sha256', JSON.stringify([official.official, type.id, person, plain(name), clock.today().toString()]))}`
  const { known, silent } = await exchange.askAbout({ key, subject: person, purpose: type.holding, caseId: null })
  // Of whom the register does not know no more is said than of another's name.
  if (silent.some(({ reason }) => reason !== 'unknown-person')) return 'silent'
  return known.some(({ value }) => typeof value === 'string' && plain(value) === plain(name)) ? 'same' : 'another'
}

/** As it is written in files: spaces and capitals differ. */
const plain = (name: string) => name.normalize('NFC').replaceAll(/\s+/g, '').toLowerCase()
