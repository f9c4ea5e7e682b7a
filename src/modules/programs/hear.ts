/** What happens to parts, in the words of the room of cases, becomes what their agencies' programs are told; and that a machine of theirs has been copied. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Delivery, Events } from '../../kernel/events/events.ts'
import { type Cases, LinesDecided, MoreAnswered, MoreAsked, PartArrived, PartReferred, ReclaimDecided, Withdrawn } from '../cases/index.ts'
import { DeviceTwice } from '../identity/index.ts'
import type { Told } from './contract.ts'
import { keepDeliveries } from './keep-deliveries.ts'
import type { ProgramsTables } from './tables.ts'

export interface HearDeps { db: RoomDatabase<ProgramsTables>; events: Events; clock: Clock; cases: Pick<Cases, 'withdrawnParts'> }

interface About { agency: string; part: string; receipt: string }

export function hear({ db, events, clock, cases }: HearDeps) {
  const keep = (tx: Tx<ProgramsTables>, type: Told, { agency, part, receipt }: About, { eventId, happenedAt }: Delivery) =>
    keepDeliveries(tx, `${eventId}/${part}`, { type, timestamp: happenedAt.toISOString(), data: { agency, part, receipt } }, new Date(clock.now().epochMilliseconds))
  events.on(PartArrived, 'programs.part-arrived', db, (tx, about, delivery) => keep(tx, 'part.arrived', about, delivery))
  events.on(MoreAsked, 'programs.more-asked', db, (tx, about, delivery) => keep(tx, 'part.asked', about, delivery))
  events.on(MoreAnswered, 'programs.more-answered', db, (tx, about, delivery) => keep(tx, 'part.answered', about, delivery))
  events.on(LinesDecided, 'programs.lines-decided', db, (tx, about, delivery) => keep(tx, 'part.decided', about, delivery))
  events.on(ReclaimDecided, 'programs.reclaim-decided', db, (tx, about, delivery) => keep(tx, 'part.decided', about, delivery))
  // Whoever has it now hears that it has arrived.
  events.on(PartReferred, 'programs.part-referred', db, (tx, about, delivery) => keep(tx, 'part.referred', about, delivery))
  events.on(DeviceTwice, 'programs.device-twice', db, (tx, { device, agency, name }, { eventId, happenedAt }) =>
    keepDeliveries(tx, eventId, { type: 'device.held', timestamp: happenedAt.toISOString(), data: { agency, device, name } }, new Date(clock.now().epochMilliseconds)))
  events.on(Withdrawn, 'programs.withdrawn', db, async (tx, { caseId, receipt }, delivery) => {
    for (const { part, agency } of await cases.withdrawnParts(caseId)) await keep(tx, 'part.withdrawn', { agency, part, receipt }, delivery)
  })
}
