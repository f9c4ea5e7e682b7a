/** Two time-stamp authorities, one of them away: the portal works, the console and the metrics say so, and a person's evidence has the other's time. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { opensslMissing, type RunningAuthority, startAuthority } from '../support/stamp-authority.ts'

const missing = opensslMissing()
const person = 'KR-DEMO-000001'

suite('time-stamps of the log', { skip: missing ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-log-state-'))
  let house: TestHouse
  let ministry: RunningAuthority
  before(async () => {
    ministry = await startAuthority(join(folder, 'ministry'), 'ministry')
    const notary = await startAuthority(join(folder, 'notary'), 'notary')
    await notary.stop()
    house = await openHouse({ authorities: [ministry, notary] })
  })
  after(async () => {
    await house.close()
    await ministry.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the console names who is silent and why; the evidence is verified by the command', async () => {
    const resident = new TextBrowser(house.origin)
    await signIn(resident, person)
    const held = await resident.get('/my/data/held')
    assert.equal((await resident.submit(held, '/my/data/held', {})).status, 200)
    const [row] = await house.rooms.ask<{ id: string }>('select id from exchange.access_log where person = $1 limit 1', [person])
    const evidence = async () => (await resident.get(`/my/data/looks/${row!.id}/evidence`)).html
    let file = await evidence()
    for (let tries = 0; tries < 300 && !file.includes('"authority":"ministry"'); tries += 1) {
      await pause(100)
      file = await evidence()
    }
    writeFileSync(join(folder, 'look.json'), file)
    const said = execFileSync(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', 'evidence', 'verify', join(folder, 'look.json'), '--roots', join(ministry.folder, 'root.pem')], { encoding: 'utf8' })
    assert.match(said, /✓ stamped by ministry \(.*CN=ministry stamps\) at 20/)
    assert.doesNotMatch(said, /Give --roots/)

    const lead = new TextBrowser(house.origin)
    await signInOfficial(lead, 'demo-municipality-lead')
    const page = await lead.get('/console/log')
    assert.deepEqual(findMarkupFaults(page.html), [])
    assert.match(page.text, /A time-stamp authority gives no time-stamps/)
    const rows = page.html.split('<tr>').map((part) => part.replaceAll(/<[^>]+>/g, '|'))
    assert.match(rows.find((part) => part.includes('|ministry|'))!, /\|Works\|/)
    assert.match(rows.find((part) => part.includes('|notary|'))!, /None yet.*No time-stamps since .*ECONNREFUSED/)
    const caseworker = new TextBrowser(house.origin)
    await signInOfficial(caseworker, 'demo-municipality-caseworker')
    assert.equal((await caseworker.get('/console/log')).status, 403)
    assert.match(await (await fetch(`${house.origin}/metrics`)).text(), /maru_log_stamp_failing\{log="access",authority="notary"\} 1/)
  })
})
