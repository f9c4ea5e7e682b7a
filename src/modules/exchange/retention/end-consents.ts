/** Consents go with all their versions and notices, each as long after its end as the law says, and no look that it allowed stands any more. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { firstIdOf } from '../../../kernel/ids/ids.ts'
import type { EndingDeps } from './end-records.ts'
import { placeBefore } from './place-before.ts'

const step = 1_000

/** @param moment what had ended before it is over @returns how many went */
export async function endConsents({ access, ending, pack, citation }: EndingDeps, moment: Date): Promise<number> {
  const cut = await placeBefore(access, moment)
  const day = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString()
  let ended = 0
  for (let after = firstIdOf(0); ;) {
    const { rows } = await ending.transaction((tx) => sql<{ id: string; notices: string[] }>`
      select c.id, array(select n.id from exchange.consent_notice n where n.consent_id = c.id) as notices from exchange.consent c
      where c.id > ${after}::uuid and c.id < ${firstIdOf(moment.getTime())}::uuid
        and case when c.withdrawn_at is not null then (c.withdrawn_at at time zone ${pack.timeZone})::date when c.agreed then c.ends_on else (c.given_at at time zone ${pack.timeZone})::date end < ${day}::date
        and not exists (select from exchange.access_log a where a.consent_id = c.id)
        and not exists (select from exchange.in_flight f where f.consent_id = c.id and f.until > now())
      order by c.id limit ${step}`.execute(tx))
    const last = rows.at(-1)
    if (!last) return ended
    after = last.id
    const places = await access.log.places(rows.flatMap(({ notices }) => notices))
    // A notice is an entry, and is missed until the log has said that it is old.
    const ids = rows.filter(({ notices }) => notices.every((notice) => (places.get(notice) ?? Infinity) < (cut?.place ?? 0))).map(({ id }) => id)
    if (ids.length === 0) continue
    await ending.transaction(async (tx) => {
      for (const table of ['in_flight', 'consent_notice', 'consent_past'] as const) await tx.deleteFrom(table).where('consent_id', '=', (eb) => eb.fn.any(eb.val(ids))).execute()
      await tx.deleteFrom('consent').where('id', '=', (eb) => eb.fn.any(eb.val(ids))).execute()
      await noteAct(tx, 'system', 'end consents', 'consents', { ...citation(moment), consents: ids.length })
    })
    ended += ids.length
  }
}
