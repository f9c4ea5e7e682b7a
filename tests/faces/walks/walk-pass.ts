/** A pass over everybody: before the first, what it counts, and the digest that a person gets. */
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

export async function walkPass(walk: Walk) {
  const { house, cast } = walk
  const lead = await walk.official(`demo-${cast.asks}-lead`)
  await walk.see('pass: none yet', lead, '/console/pass')
  await lead.submit(await lead.get('/console/pass'), '/console/pass', {})
  await until(() => house.passes.report(), (report) => report?.finishedAt instanceof Date, 120_000)
  await walk.see('pass: finished', lead, '/console/pass')
  const told = await until(async () => (await house.rooms.ask<{ person: string; id: string }>(`select person, id from notices.notice where data->>'kind' = 'entitlements' order by person limit 1`))[0], (row) => row !== undefined, 60_000)
  const { person, id } = told!
  await walk.see('a digest of what one is owed', await walk.resident(person), `/my/inbox/${id}`)
  const reminded = await until(async () => (await house.rooms.ask<{ person: string; id: string }>(`select notice.person, notice.id from notices.notice join notices.due on due.person = notice.person and due.told is not null
    where jsonb_array_length(coalesce(data->'due', '[]')) > 0 order by notice.person limit 1`))[0], (row) => row !== undefined, 60_000)
  const hears = await walk.resident(reminded!.person)
  await walk.see('a digest of what is due', hears, `/my/inbox/${reminded!.id}`)
  await walk.see('due: all of it', hears, '/my/due')
}
