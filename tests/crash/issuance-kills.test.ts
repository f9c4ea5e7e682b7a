/**
 * `kill -9` while wallets are given batches, in short: the platform between record and signature, PostgreSQL, and one of its sessions.
 * The full form, a thousand kills, is `npm run campaign -- issuance-kills`.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { countEntries, findEntries } from './support/find-entries.ts'
import { freePort, type Platform, startPlatform } from './support/platform.ts'
import { type HeldCredential, type IssuancePlan, playIssuances, tellIssuances } from './support/play-issuances.ts'
import { ownerOf } from './support/victims.ts'

const data = mkdtempSync(join(tmpdir(), 'maru-issuance-kills-'))
const asked = { held: [] as HeldCredential[], requests: 0 }
let port = 0
let platform: Platform
before(async () => {
  chmodSync(data, 0o711)
  port = await freePort()
  platform = await startPlatform({ data, port })
})
after(async () => {
  await platform.stop()
  rmSync(data, { recursive: true, force: true })
})

const plans: IssuancePlan[] = [
  { seed: 1, victim: 'platform', afterMs: 0, pause: true }, { seed: 2, victim: 'postmaster', afterMs: 240, pause: false },
  { seed: 3, victim: 'backend', afterMs: 160, pause: false, more: [{ victim: 'platform', afterMs: 90 }] },
]

for (const [number, plan] of plans.entries()) {
  test(tellIssuances(plan), async (context) => {
    const { round, platform: running } = await playIssuances(platform, { data, port, plan, number })
    platform = running
    asked.held.push(...round.held)
    asked.requests += round.requests
    const found = await findEntries(data, asked)
    assert.deepEqual({ ...found, twice: [...round.twice, ...found.twice], fallen: round.fallen }, { unlisted: [], leaked: [], twice: [], fallen: [] })
    assert.ok(round.held.length > 0)
    context.diagnostic(`${round.codes} codes, ${round.held.length} credentials, given again after ${Math.round(round.givenMs)} ms`)
  })
}

test('what the count is worth: a credential without its entry, an entry without its request and a code with two tokens are found', async () => {
  const owner = new pg.Client(ownerOf(data))
  await owner.connect()
  const found = async (...statements: string[]) => {
    await owner.query('begin')
    for (const statement of statements) await owner.query(statement)
    const { unlisted, leaked, twice } = await countEntries(owner, asked)
    await owner.query('rollback')
    return [unlisted.length, leaked.length, twice.length]
  }
  const { uri, index, issuance } = asked.held[0]!
  const entry = `list = '${uri.slice(uri.lastIndexOf('/') + 1)}' and index = ${index}`
  try {
    assert.deepEqual(await found(), [0, 0, 0])
    assert.deepEqual(await found(`delete from credentials.issued_credential where ${entry}`), [1, 0, 0])
    assert.deepEqual(await found(`insert into credentials.issued_credential (list, index, issuance, ends_at) select list, (select max(index) + 1 from credentials.issued_credential), '${issuance}', ends_at from credentials.issued_credential where ${entry}`), [0, 1, 0])
    assert.deepEqual(await found(`update credentials.issuance set grant_id = null where id = '${issuance}'`), [0, 1, 0])
    assert.deepEqual(await found(`insert into identity.authorization_state (model, id_hash, payload, grant_id, ends_at) select model, sha256(id_hash), payload, grant_id, ends_at from identity.authorization_state where model = 'AccessToken' limit 1`), [0, 0, 1])
    assert.deepEqual((await countEntries(owner, { held: [...asked.held, asked.held[0]!], requests: 0 })).twice.length, 2)
  } finally {
    await owner.end()
  }
})
