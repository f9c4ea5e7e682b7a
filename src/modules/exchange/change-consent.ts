/** A person narrows a consent, or renews it: each a new version of it, which holds from the acknowledgement on. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { waitForLanding } from './broker/in-flight.ts'
import { takeFromBundles } from './bundle/keep-bundle.ts'
import { exchangeFaults } from './contract.ts'
import { fieldsIn, wordingOf } from './give-consent.ts'
import type { LogAccess } from './log-access.ts'
import { keepNotice, type KeptNotice } from './notices/keep-notice.ts'
import { purposeOf } from './purposes.ts'
import type { ExchangeTables } from './tables.ts'

export interface ConsentDeps { access: LogAccess; pack: Pack; clock: Clock; push(notice: KeptNotice): void }

export interface Narrowing {
  person: string
  consent: string
  /** Those that stay, as `register.field`; at least one. */
  fields: readonly string[]
  /** The last day, `YYYY-MM-DD`; not later than before. */
  until: string
}

export interface Renewal { person: string; consent: string; language: string }

type Row = Pick<Selectable<ExchangeTables['consent']>, 'id' | 'purpose' | 'ends_on' | 'wording'>

/**
 * When this resolves nothing beyond what stays is handed on under this consent, by no process.
 * @throws Fault where there is none that holds, or something would be added
 */
export async function narrowConsent({ access: { db, log }, pack, clock, push }: ConsentDeps, { person, consent, fields, until }: Narrowing) {
  const today = clock.today().toString()
  await log.open()
  const notice = await db.transaction(async (tx) => {
    const { wording, ends_on } = await holdConsent(tx, person, consent)
    const agreed = fieldsIn(wording)
    if (ends_on === null || ends_on < today) throw new Fault(exchangeFaults.noConsent)
    if (fields.length === 0 || !fields.every((name) => agreed.includes(name)) || until > ends_on || until < today) throw new Fault(exchangeFaults.beyondConsent)
    if (until === ends_on && agreed.every((name) => fields.includes(name))) return undefined
    const left = agreed.filter((name) => fields.includes(name))
    const narrowed = await tx.updateTable('consent').set({ wording: JSON.stringify({ ...wording as unknown as object, fields: left }), ends_on: until }).where('id', '=', consent).returningAll().executeTakeFirstOrThrow()
    await takeFromBundles(tx, consent, left)
    return keepNotice(tx, { pack, clock, log }, narrowed, { fields: left, gone: agreed.filter((name) => !left.includes(name)) })
  })
  if (notice !== undefined) push(notice)
  await waitForLanding(db, consent)
}

/** For as long again as the purpose allows, of what was agreed to and is still asked for; also after its end, but not after a withdrawal. */
export async function renewConsent({ access: { db }, pack, clock }: Omit<ConsentDeps, 'push'>, { person, consent, language }: Renewal) {
  await db.transaction(async (tx) => {
    const row = await holdConsent(tx, person, consent)
    const { purpose, fields } = renewable(pack, row)
    if (fields.length === 0) throw new Fault(exchangeFaults.beyondPurpose)
    await tx.updateTable('consent').set({ wording: JSON.stringify(wordingOf({ ...purpose, fields })), language, ends_on: clock.today().add({ months: purpose.keepMonths }).toString() }).where('id', '=', consent).execute()
  })
}

/** The purpose as the pack has it now, and of what was agreed to those fields that it still names. */
export function renewable(pack: Pack, { purpose: id, wording }: Pick<Row, 'purpose' | 'wording'>) {
  const purpose = purposeOf(pack, id)
  return { purpose, fields: fieldsIn(wording).filter((name) => purpose.fields.includes(name)) }
}

/** Alone: whoever reads it at the same moment comes before, and is waited for, or after, and sees the new version. */
async function holdConsent(tx: Tx<ExchangeTables>, person: string, id: string): Promise<Row> {
  const row = await tx.selectFrom('consent').select(['id', 'purpose', 'ends_on', 'wording']).where('id', '=', id).where('person', '=', person)
    .where('agreed', '=', true).where('withdrawn_at', 'is', null).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(exchangeFaults.noSuchConsent)
  return row
}
