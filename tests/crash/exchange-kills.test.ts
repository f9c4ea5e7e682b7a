/**
 * `kill -9` between agencies, in short: the platform, a register's connector, PostgreSQL and one of its sessions, each once while questions fly.
 * The full form, a thousand kills, is `npm run campaign -- exchange-kills`.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { connectorPrograms } from '../../src/modules/exchange/index.ts'
import { type ExchangeHouse, openExchangeHouse } from '../support/exchange-house.ts'
import { findDisclosures } from './support/find-disclosures.ts'
import { exchangeVictims, playExchanges, tellExchanges } from './support/play-exchanges.ts'
import { ownerOf } from './support/victims.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-exchange-kills-'))
const opened = new Set<string>()
let house: ExchangeHouse
before(async () => {
  chmodSync(folder, 0o711)
  house = await openExchangeHouse(folder, 20)
})
after(async () => {
  await house.stop()
  rmSync(folder, { recursive: true, force: true })
})

for (const [seed, victim] of exchangeVictims.entries()) {
  const plan = { seed, victim, afterMs: 150 + 40 * seed }
  test(tellExchanges(plan), async (context) => {
    const ask = await (await connectorPrograms.ask())(house.requesterFolder, house.platform)
    const round = await playExchanges(house, ask, plan)
    for (const question of round.opened) opened.add(question)
    const { answers, ...faults } = await findDisclosures(house, opened)
    assert.deepEqual({ ...faults, fallen: round.fallen }, { unlogged: [], lost: [], twice: [], fallen: [] })
    assert.ok(answers >= opened.size && opened.size > 0)
    context.diagnostic(`${answers} answers, answered again after ${Math.round(round.restartMs)} ms`)
  })
}

test('what the count is worth: an answer without evidence, a look that is gone and another entry in its place are found', async () => {
  const owner = new pg.Client(ownerOf(house.data))
  await owner.connect()
  try {
    await owner.query('begin')
    assert.equal((await findDisclosures(house, new Set([...opened, 'a question that nobody asked']))).unlogged.length, 1)
    await owner.query('alter table kernel.log_entry disable trigger user')
    await owner.query('alter table exchange.access_log disable trigger user')
    await owner.query(`update kernel.log_entry set entry = '\\x01' where index = (select max(index) - 1 from kernel.log_entry)`)
    await owner.query('delete from exchange.access_log where id in (select id from exchange.access_log order by at desc limit 1)')
    await owner.query('commit')
    const found = await findDisclosures(house, opened)
    assert.deepEqual([found.unlogged.length, found.lost.length], [1, 1])
  } finally {
    await owner.end()
  }
})
