/** What people are told: one notice for each happening in their applications, and for each disclosure of their data to an agency. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../kernel/db/database.ts'
import type { Delivery, Events } from '../../kernel/events/events.ts'
import type { Log } from '../../kernel/log/log.ts'
import { Closed, LinesDecided, MoreAsked, Submitted, Withdrawn } from '../cases/index.ts'
import { Disclosed } from '../exchange/index.ts'
import type { Happening } from './contract.ts'
import { keepNotice } from './keep-notice.ts'
import type { NoticesTables } from './tables.ts'

export interface ReactionDeps {
  db: RoomDatabase<NoticesTables>
  pack: Pack
  events: Events
  log: Log
}

export function reactToHappenings({ db, pack, events, log }: ReactionDeps) {
  const keep = (tx: Tx<NoticesTables>, { person, receipt }: { person: string; receipt: string }, delivery: Delivery, happening: Happening) =>
    keepNotice(tx, log, delivery, { person, receipt, happening })

  events.on(Submitted, 'notices.submitted', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'submitted', event: about.event }))
  events.on(MoreAsked, 'notices.more-asked', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'more-asked', agency: about.agency }))
  events.on(Closed, 'notices.closed', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'closed' }))
  events.on(Withdrawn, 'notices.withdrawn', db, (tx, about, delivery) => keep(tx, about, delivery, { kind: 'withdrawn' }))
  events.on(LinesDecided, 'notices.lines-decided', db, (tx, about, delivery) => {
    const services = (wanted: string) => about.lines.filter(({ outcome }) => outcome === wanted).map(({ service }) => service)
    return keep(tx, about, delivery, { kind: 'decided', agency: about.agency, approved: services('approved'), refused: services('refused') })
  })
  events.on(Disclosed, 'notices.disclosed', db, async (tx, { person, recipient, purpose, fields }, delivery) => {
    // People who read their own data need no notice of it.
    if (!pack.agencies.some(({ id }) => id === recipient)) return
    await keepNotice(tx, log, delivery, { person, receipt: null, happening: { kind: 'disclosed', agency: recipient, purpose, fields } })
  })
}
