/** Brings a part to its agency: the values the person agreed to, through the exchange, then the legal clock starts. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { defineJob, enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { Exchange, KnownValue } from '../../exchange/index.ts'
import { PartArrived } from '../contract.ts'
import { correctionOf } from '../apply/corrections.ts'
import type { KnownFact } from '../apply/draft.ts'
import { startClock } from '../clocks/legal-clock.ts'
import { lockApplication, movePart } from './move-part.ts'
import type { CasesTables } from '../tables.ts'

export const DeliverPart = defineJob('cases.deliver-part', strict({ part: Uuid }))

/** Nobody decides on what a register holds as owed. */
export const SettleCollected = defineJob('cases.settle-collected', strict({ part: Uuid }))

export interface DeliverDeps {
  db: RoomDatabase<CasesTables>
  editions: Pick<Editions, 'packAt' | 'know'>
  clock: Clock
  exchange: Exchange
}

/** Safe to repeat at any point: the disclosure has a key, and a part that has arrived is left alone. */
export async function deliverPart({ db, editions, clock, exchange }: DeliverDeps, partId: string) {
  const found = await db.transaction((tx) => tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select(['part.id', 'part.agency', 'part.purpose', 'part.status', 'part.arrival', 'part.due_on', 'part.application_id', 'application.person', 'application.draft', 'application.event', 'application.subject', 'application.receipt', 'application.pack_edition'])
    .where('part.id', '=', partId).executeTakeFirst())
  if (!found || found.status !== 'arriving') return
  await editions.know(found.pack_edition)
  const pack = editions.packAt(found.pack_edition)
  // Under an arrival of its own it is another disclosure, to another agency.
  const key = found.arrival === null ? partId : `${partId}/${found.arrival}`
  const released = pack.purposes.find(({ id }) => id === found.purpose)?.agency !== found.agency && found.arrival !== null ? [] : await releaseOrNothing(exchange, {
    key, person: found.person, purpose: found.purpose, caseId: found.application_id, values: found.draft.known ?? [],
  })
  await pausePoint('cases.deliver.after-disclosure')
  const facts: KnownFact[] = [
    ...released.map((value) => ({ ...value, corrected: correctionOf(pack, found.draft, value) })),
    ...(await readAbout(exchange, pack, { ...found, key })).map((value) => ({ ...value, corrected: null, about: 'subject' as const })),
  ]
  await db.transaction(async (tx) => {
    await lockApplication(undefined, { application: found.application_id }).execute(tx)
    const lines = await tx.selectFrom('line').select('service').where('part_id', '=', partId).execute()
    const part = await tx.selectFrom('part').select(['status', 'arrival']).where('id', '=', partId).forUpdate().executeTakeFirstOrThrow()
    if (part.status !== 'arriving' || part.arrival !== found.arrival) return
    await movePart(tx, found, 'arrive', { facts: JSON.stringify(facts), opened_at: momentOf(clock), ...(found.due_on === null ? startClock(pack, clock.today(), lines.map(({ service }) => service)) : {}) })
    if (lines.every(({ service }) => pack.services.find(({ id }) => id === service)?.collects)) await enqueue(tx, SettleCollected, { part: partId })
    await emit(tx, PartArrived, { part: partId, agency: found.agency, receipt: found.receipt ?? '' })
  })
}

/** Consent withdrawn in between: the agency gets the application without the register values, and asks the person. */
async function releaseOrNothing(exchange: Exchange, disclosure: Parameters<Exchange['disclose']>[0]): Promise<KnownValue[]> {
  try {
    return await exchange.disclose(disclosure)
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'exchange.no-consent') return []
    throw cause
  }
}

/** What the agency's registers keep on the one whom the case is about. A silent one comes again with the job: the part arrives whole or not yet. */
async function readAbout(exchange: Exchange, pack: Pack, { key, purpose, agency, subject, application_id: caseId }: { key: string; agency: string; purpose: string; subject: string | null; application_id: string }): Promise<KnownValue[]> {
  if (subject === null || !pack.purposes.find((candidate) => candidate.id === purpose && candidate.agency === agency)?.about?.length) return []
  const { known, silent } = await exchange.askAbout({ key: `${key}/about`, subject, purpose, caseId })
  const waits = silent.find(({ reason }) => reason !== 'unknown-person')
  if (waits) throw new Error(`register ${waits.register} is silent: ${waits.reason}`)
  return known
}
