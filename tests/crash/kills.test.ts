/**
 * `kill -9`, in short: at every named point of the journey, and of every victim at a moment drawn from a seed. What was answered is
 * there, once. The full form, a thousand kills, is `npm run campaign -- kills`.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { countLosses, findLosses } from './support/find-losses.ts'
import { playBirth } from './support/play-case.ts'
import { freePort, startPlatform, type Platform } from './support/platform.ts'
import { pausePoints, type Plan, playRound, tellPlan } from './support/play-round.ts'
import { mothers, newborn } from './support/residents.ts'
import { ownerOf } from './support/victims.ts'

const data = mkdtempSync(join(tmpdir(), 'maru-kills-'))
let port = 0
let platform: Platform | undefined
let number = 0
before(async () => {
  chmodSync(data, 0o711)
  port = await freePort()
})
after(async () => {
  await platform?.stop()
  rmSync(data, { recursive: true, force: true })
})

const plans: Plan[] = [
  ...pausePoints.map((pause, index): Plan => ({ seed: index, second: index === 1 ? 'bereavement' : 'birth', victim: index % 2 === 0 ? 'platform' : 'platform and postmaster', at: { pause } })),
  { seed: 11, second: 'birth', victim: 'postmaster', at: { step: 'submit', afterMs: 20, occurrence: 0 } },
  { seed: 12, second: 'birth', victim: 'backend', at: { step: 'decide', afterMs: 15, occurrence: 2 } },
  { seed: 13, second: 'bereavement', victim: 'registers', at: { step: 'known-page', afterMs: 4, occurrence: 0 } },
  {
    seed: 14, second: 'birth', victim: 'platform', at: { step: 'consent', afterMs: 8, occurrence: 0 },
    more: [{ victim: 'registers', afterMs: 300 }, { victim: 'platform and postmaster', afterMs: 700 }, { victim: 'backend', afterMs: 0 }],
  },
]

for (const plan of plans) {
  test(tellPlan(plan), async (context) => {
    const round = await playRound(platform, { data, port, plan, number: number++ })
    platform = round.platform
    const { lost, twice, stuck, fallen, kills } = round.result
    assert.deepEqual({ lost, twice, stuck, fallen }, { lost: [], twice: [], stuck: [], fallen: [] })
    context.diagnostic(`well again after ${kills.map(({ restartMs }) => Math.round(restartMs)).join(', ')} ms`)
  })
}

test('what the count is worth: a loss and a double are found', async (context) => {
  platform ??= await startPlatform({ data, port })
  const people = mothers()
  const birth = await playBirth({ origin: platform.origin, person: people[(200 + number) % people.length]!, child: newborn(500 + number), number: 500 + number, onSend: () => undefined })
  assert.deepEqual(await findLosses(data, [birth]), { lost: [], twice: [], stuck: [] })
  const owner = new pg.Client(ownerOf(data))
  await owner.connect()
  for (const [what, statement, kind] of [
    ['a notice that is gone', `delete from notices.notice where key like 'event/%' and receipt = $1 and kind = 'closed'`, 'lost'],
    ['a decision that is undone', `update cases.line set status = 'pending', decided_at = null, decided_by = null where id = (select line.id from cases.line join cases.application on application.id = application_id where receipt = $1 limit 1)`, 'lost'],
    ['an application that is another person’s', `update cases.application set person = 'nobody' where receipt = $1`, 'lost'],
    ['a line of the timeline twice', `insert into cases.happening (id, application_id, kind, agency) select gen_random_uuid(), id, 'closed', null from cases.application where receipt = $1`, 'twice'],
    ['a payment owed twice', `insert into payments.obligation (id, kind, agency, service, person, case_id, receipt, line, per, month, amount) select gen_random_uuid(), 'fee', agency, service, person, case_id, receipt, line, per, month, amount from payments.obligation where receipt = $1`, 'twice'],
    ['a notice twice', `insert into notices.notice (id, key, person, kind, data, receipt, created_at) select gen_random_uuid(), 'again', person, 'closed', '{"kind":"closed"}', receipt, now() from cases.application where receipt = $1`, 'twice'],
  ] as const) {
    await context.test(what, async () => {
      await owner.query('begin')
      await owner.query(statement, [birth.receipt])
      const found = await countLosses(owner, data, [birth])
      await owner.query('rollback')
      assert.notDeepEqual(found[kind], [])
    })
  }
  await owner.end()
})
