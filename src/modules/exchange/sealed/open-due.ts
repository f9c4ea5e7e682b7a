/**
 * Opens sealed looks at their date: each takes its place in the person's chain, tied to the entry that it was, and the person is told. Only
 * a court's order that holds now keeps one sealed for longer; whatever cannot be checked opens.
 */
import { randomBytes } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Court } from '../../../kernel/config/read-court.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { accessEntry } from '../access-entry.ts'
import { linkLooks } from '../chain/link-looks.ts'
import { SealOpened } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { readHolding } from './court-order.ts'
import { longestSeal } from './periods.ts'
import type { SealedRow } from './sealed-entry.ts'

export interface OpenDeps { access: LogAccess; pack: Pack; clock: Clock; court: Court | undefined }

/** Looks in one round. */
const step = 200

/** @returns how many looks were opened */
export async function openDue(deps: OpenDeps): Promise<number> {
  const { access: { db, log }, clock } = deps
  await log.open()
  const today = clock.today().toString()
  let opened = 0
  for (let after: { opens_on: string; id: string } | undefined; ;) {
    const from = after
    const due = await db.transaction((tx) => tx.selectFrom('sealed_look').select(['id', 'inquiry', 'opens_on']).where('opened_as', 'is', null).where('opens_on', '<=', today)
      .$if(from !== undefined, (query) => query.where((eb) => eb(eb.refTuple('opens_on', 'id'), '>', eb.tuple(from!.opens_on, from!.id)))).orderBy('opens_on').orderBy('id').limit(step).execute())
    for (const inquiry of new Set(due.map((look) => look.inquiry))) opened += await openInquiry(deps, inquiry, today)
    after = due.at(-1)
    if (due.length < step) return opened
  }
}

/** Rows, places in the chain, entries and notice are one change: a process that dies in between has opened the looks whole, or not at all. */
async function openInquiry({ access: { db, log }, pack, clock, court }: OpenDeps, inquiry: string, today: string): Promise<number> {
  return db.transaction(async (tx) => {
    const sealed = await tx.selectFrom('sealed_look').selectAll().where('inquiry', '=', inquiry).where('opened_as', 'is', null).orderBy('id').forUpdate().execute()
    const due: SealedRow[] = []
    for (const look of sealed) if (sealedUntil(pack, court, look, await ordersOf(tx, look.id)) <= today) due.push(look)
    const [first] = due
    if (!first) return 0
    // The chain keeps the machine's time, as of every look; when the seal ended is the house's to say.
    const [at, openedAt] = [new Date(), new Date(clock.now().epochMilliseconds)]
    const rows = await linkLooks(tx, due.map((look) => ({
      id: newId(), key: `sealed/${look.id}`, at, person: look.person, recipient: look.recipient, recipient_role: 'investigator', purpose: look.purpose, register: look.register, fields: look.fields,
      case_id: look.inquiry, consent_id: null, salt: randomBytes(32), sealed: look.leaf,
    })))
    await log.add(tx, rows.map(accessEntry))
    for (const row of rows) await tx.updateTable('sealed_look').set({ opened_as: row.id, opened_at: openedAt }).where('leaf', '=', row.sealed!).execute()
    await emit(tx, SealOpened, {
      person: first.person, purpose: first.purpose, agency: first.recipient, lookedAt: first.at.toISOString(), fields: due.flatMap(({ register, fields }) => fields.map((field) => `${register}.${field}`)),
    })
    return due.length
  })
}

export const ordersOf = async (tx: Tx<ExchangeTables>, look: string) =>
  tx.selectFrom('court_order_look').innerJoin('court_order', 'court_order.id', 'court_order_look.court_order').select(['court_order.id', 'note']).where('look', '=', look).orderBy('court_order.id').execute()

/** The day on which a look opens: its own, or the last that orders of the court name and the law allows. YYYY-MM-DD */
export function sealedUntil(pack: Pack, court: Court | undefined, { purpose: id, opens_on, leaf }: Pick<SealedRow, 'purpose' | 'opens_on' | 'leaf'>, orders: readonly { note: string }[]): string {
  const purpose = pack.purposes.find((candidate) => candidate.id === id)
  // A purpose that the pack no longer calls covert keeps nothing sealed beyond its date.
  if (!purpose?.covert || purpose.agency === null) return opens_on
  const latest = longestSeal({ ...purpose, agency: purpose.agency, covert: purpose.covert }, opens_on)
  const name = leaf.toString('base64')
  return orders.map(({ note }) => readHolding(note, court)).filter((order) => order?.looks.includes(name) === true && order.until <= latest).map((order) => order!.until).concat(opens_on).sort().at(-1)!
}
