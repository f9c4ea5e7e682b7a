/** Takes a court's order to keep looks sealed for longer: checked, audited, and an entry of the log with all its signatures. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Court } from '../../../kernel/config/read-court.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { exchangeFaults } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import { type CourtOrder, readOrder, signersOf } from './court-order.ts'
import { covertPurpose, longestSeal } from './periods.ts'
import { wakeOn } from './seal-looks.ts'
import { extendedBytes } from './sealed-entry.ts'

export interface ExtendDeps { access: LogAccess; pack: Pack; clock: Clock; court: Court | undefined }

/** @param note the order as it came @throws Fault exchange.no-order, -short, -expired, -of-others, -beyond-law: then nothing is longer sealed than before */
export async function extendSeal({ access: { db, log }, pack, clock, court }: ExtendDeps, { agency, official, note }: { agency: string; official: string; note: string }): Promise<CourtOrder> {
  const { log: identity } = await log.open()
  const today = clock.today().toString()
  const order = parse(note)
  if (order.log !== identity.origin) throw new Fault(exchangeFaults.orderOfOthers)
  const signers = court === undefined ? [] : signersIn(note, court)
  if (court === undefined || signers.length < court.threshold) throw new Fault(exchangeFaults.orderShort)
  if (order.useBy < today || order.until <= today) throw new Fault(exchangeFaults.orderExpired)
  const id = newId()
  const entry = { id, entry: extendedBytes(note) }
  const isNew = await db.transaction(async (tx) => {
    const looks = await tx.selectFrom('sealed_look').selectAll().where('leaf', 'in', order.looks.map((look) => Buffer.from(look, 'base64'))).where('opened_as', 'is', null).orderBy('id').forUpdate().execute()
    if (looks.length < order.looks.length || looks.some(({ recipient }) => recipient !== agency)) throw new Fault(exchangeFaults.orderOfOthers)
    if (looks.some(({ purpose, opens_on }) => order.until > longestSeal(covertPurpose(pack, purpose, agency), opens_on))) throw new Fault(exchangeFaults.orderBeyondLaw)
    const added = await tx.insertInto('court_order').values({ id, at: new Date(), note, until: order.until, brought_by: official }).onConflict((conflict) => conflict.column('note').doNothing()).returning('id').executeTakeFirst()
    if (!added) return false
    await tx.insertInto('court_order_look').values(looks.map((look) => ({ court_order: id, look: look.id }))).execute()
    await log.add(tx, [entry])
    for (const signer of signers) await noteAct(tx, `court:${signer}`, 'extend seal', `court-order:${id}`, { until: order.until, looks: looks.length, broughtBy: official })
    await wakeOn(tx, pack, order.until)
    return true
  })
  if (isNew) demandReceipts(await log.receipts([id]), [entry])
  return order
}

function parse(note: string): CourtOrder {
  try {
    return readOrder(note)
  } catch (cause) {
    throw new Fault(exchangeFaults.noOrder, { cause })
  }
}

/** A signature of the court that does not hold spoils the order: it has been changed. */
function signersIn(note: string, court: Court): string[] {
  try {
    return signersOf(note, court)
  } catch (cause) {
    throw new Fault(exchangeFaults.orderShort, { cause })
  }
}
