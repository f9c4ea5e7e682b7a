/**
 * What the house rests on, away: a time-stamp authority from the start, and then each in turn for hours of the house's clock. The portal works as long as is
 * said, the console and the metrics say so, nothing is let out without its entry, and the evidence catches up.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sha256 } from '@noble/hashes/sha2.js'
import { verifyProof } from '../../packages/evidence/verify-proof.mjs'
import type { Clock } from '../../src/kernel/clock/clock.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../../src/kernel/transparency/note/key.ts'
import { readPolicy } from '../../src/kernel/transparency/note/policy.ts'
import { serveWitness, type Witness } from '../../src/kernel/transparency/witness/serve-witness.ts'
import type { KeyProof } from '../../src/modules/credentials/log/log-keys.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { MailThatGoes } from '../support/mail-that-goes.ts'
import { opensslMissing, type RunningAuthority, startAuthority } from '../support/stamp-authority.ts'

const missing = opensslMissing()
const person = 'KR-DEMO-000001'
const offices = ['ombudsman', 'authority']

suite('time-stamps of the log', { skip: missing ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-log-state-'))
  const witnesses: Witness[] = []
  const mail = new MailThatGoes()
  /** So far the house's clock is before the machine's; and the log's, while nobody witnesses. */
  let [hours, unwitnessed] = [0, 0]
  let house: TestHouse
  let ministry: RunningAuthority
  before(async () => {
    await mail.start()
    ministry = await startAuthority(join(folder, 'ministry'), 'ministry')
    const notary = await startAuthority(join(folder, 'notary'), 'notary')
    await notary.stop()
    for (const name of offices) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'witness.key'), newSignerKey(`${name}.example`, 4))
      writeFileSync(join(folder, name, 'logs'), '')
      witnesses.push(await serveWitness({ folder: join(folder, name), host: '127.0.0.1', port: 0 }))
    }
    const lines = offices.map((name, at) => `witness ${name} ${writeVkey(readSignerKey(readFileSync(join(folder, name, 'witness.key'), 'utf8')))} ${witnesses[at]!.url}`)
    const clock: Clock = { now: () => Temporal.Now.instant().add({ hours }), today: () => clock.now().toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
    house = await openHouse({ authorities: [ministry, notary], witnesses: readPolicy(`${lines.join('\n')}\ngroup both all ${offices.join(' ')}\nquorum both\n`), clock, logClock: { ...clock, now: () => Temporal.Now.instant().add({ minutes: unwitnessed }) }, channels: { email: { url: `smtp://127.0.0.1:${mail.port}`, from: 'Maru <no-reply@maru.example>' } } })
    const keys = (await Promise.all(['access', 'requests'].map(async (log) => (await fetch(`${house.origin}/log/${log}/keys`)).text()))).join('').split('\n').filter((key) => key.includes('/log/'))
    for (const name of offices) writeFileSync(join(folder, name, 'logs'), keys.join('\n'))
  })
  after(async () => {
    await house.close()
    for (const witness of witnesses) await witness.close()
    await mail.stop()
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

  test('the app that people carry names both witnesses, not where they are, and by both the issuer’s key is proven', async () => {
    const { logPolicy } = await (await fetch(`${house.origin}${(await house.wallet.shell()).texts}`)).json() as { logPolicy: string }
    assert.doesNotMatch(logPolicy, /http/)
    const [said] = await until(async () => (await (await fetch(`${house.origin}/.well-known/openid-credential-issuer`)).json() as { key_log_proofs: KeyProof[] }).key_log_proofs, ({ length }) => length > 0)
    const [row] = await house.rooms.ask<{ logged: string }>(`select logged from credentials.logged_key where kid = $1`, [said!.kid])
    const { witnesses: seenBy } = await verifyProof(said!.proof, Buffer.from(row!.logged), logPolicy, sha256)
    assert.deepEqual(seenBy.map(({ name }) => name), offices)
  })

  const looksOf = (register: string) => house.rooms.ask<{ id: string }>('select id from exchange.access_log where person = $1 and register = $2 order by id', [person, register])
  const held = async (resident: TextBrowser) => resident.submit(await resident.get('/my/data/held'), '/my/data/held', {})
  const evidenceOf = async (resident: TextBrowser, id: string | undefined) => resident.get(`/my/data/looks/${id}/evidence`)
  const signedIn = async () => {
    const resident = new TextBrowser(house.origin)
    await signIn(resident, person)
    return resident
  }

  test('no time-stamps for six hours: looks go on with their witnesses, and once it answers the stamps are there', async () => {
    const resident = await signedIn()
    ministry.instead = () => ({ status: 503, type: 'text/plain', bytes: Buffer.from('away') })
    hours += 6
    assert.equal((await held(resident)).status, 200)
    const id = (await looksOf('tax')).at(-1)?.id
    const without = await until(() => evidenceOf(resident, id), ({ status }) => status === 200)
    assert.deepEqual([/"stamps":\[\]/.test(without.html), (/"witnessKeys":\[("[^"]+",?)+\]/.exec(without.html)?.[0] ?? '').includes('authority.example')], [true, true])
    await until(async () => (await fetch(`${house.origin}/metrics`)).text(), (text) => /maru_log_stamp_failing\{log="access",authority="ministry"\} 1/.test(text))
    ministry.instead = undefined
    await until(() => evidenceOf(resident, id), ({ html }) => html.includes('"authority":"ministry"'))
  })

  test('no witness: four hours of looks whose proof waits, then nothing is let out; once they answer every proof is there', async () => {
    const resident = await signedIn()
    const ports = witnesses.map(({ url }) => Number(new URL(url).port))
    for (const witness of witnesses) await witness.close()
    assert.equal((await held(resident)).status, 200)
    const waiting = (await looksOf('tax')).at(-1)?.id
    assert.equal((await evidenceOf(resident, waiting)).status, 503, 'no proof that witnesses have not seen')
    const lead = new TextBrowser(house.origin)
    await signInOfficial(lead, 'demo-municipality-lead')
    await until(() => lead.get('/console/log'), ({ text }) => /A witness has not signed.*Missing: (ombudsman, authority|authority, ombudsman)/.test(text))
    unwitnessed = 3 * 60 + 50
    assert.equal((await held(resident)).status, 200)
    unwitnessed = 4 * 60 + 1
    const refused = await held(resident)
    assert.deepEqual([refused.status, refused.html.includes('summary-list')], [503, false])
    const police = new TextBrowser(house.origin)
    await signInOfficial(police, 'demo-police-investigator')
    assert.equal((await police.submit(await police.get('/console/sealed'), '/console/sealed', { purpose: 'criminal-inquiry', person, warrant: '1' })).status, 503)
    for (const [at, name] of offices.entries()) witnesses[at] = await serveWitness({ folder: join(folder, name), host: '127.0.0.1', port: ports[at]! })
    await until(() => held(resident), ({ status }) => status === 200)
    // Entries wait by the machine's clock: one that is a second old must not be four hours old to the next test.
    unwitnessed = 0
    hours += 4
    for (const { id } of await looksOf('tax')) await until(() => evidenceOf(resident, id), ({ status }) => status === 200)
  })

  test('no register for five hours: it is named, nothing passes for its answer, no look of it is in the log; then it answers', async () => {
    const resident = await signedIn()
    const { url, token } = house.registers.addresses['tax']!
    const fault = (mode: string) => fetch(`${url}/faults`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode, delayMs: 0 }) })
    await fault('down')
    const before = (await looksOf('tax')).length
    for (let hour = 0; hour < 5; hour += 1) {
      hours += 1
      assert.match((await held(resident)).text, /gives no answer right now/)
    }
    assert.equal((await looksOf('tax')).length, before)
    await fault('none')
    assert.doesNotMatch((await held(resident)).text, /gives no answer right now/)
    assert.equal((await looksOf('tax')).length, before + 1)
  })

  test('no mail for a day: the notice stands in the portal, the message waits, and goes once', async () => {
    const resident = await signedIn()
    const settings = await resident.submit(await resident.get('/my/inbox/settings'), '/my/inbox/settings/contacts', { channel: 'email', address: 'onsae@people.example' })
    assert.equal(settings.status, 200)
    const code = /\b\d{6}\b/.exec((await until(async () => mail.received.at(-1), (text) => text !== undefined))!)![0]
    const contact = /contacts\/([0-9a-f-]{36})\/confirm/.exec((await resident.get('/my/inbox/settings')).html)![1]!
    await resident.submit(await resident.get('/my/inbox/settings'), `/my/inbox/settings/contacts/${contact}/confirm`, { code })
    await mail.stop()
    const sent = mail.received.length
    // A look that a law kept secret opens: its notice calls people.
    const police = new TextBrowser(house.origin)
    await signInOfficial(police, 'demo-police-investigator')
    assert.equal((await police.submit(await police.get('/console/sealed'), '/console/sealed', { purpose: 'criminal-inquiry', person, warrant: '2' })).status, 200)
    hours += 31 * 24
    const run = (like: string) => house.rooms.ask('update graphile_worker._private_jobs j set run_at = now() from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier like $1 and j.locked_at is null', [like])
    await run('exchange.open-sealed')
    const attempts = async () => (await house.rooms.ask<{ attempts: number }>(`select coalesce(max(attempts), 0)::int as attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'notices.send-message'`))[0]!.attempts
    await until(async () => { await run('notices.send-message'); return attempts() }, (count) => count >= 1)
    assert.match((await resident.get('/my/inbox')).text, /looked at your data in secret/)
    assert.equal(mail.received.length, sent)
    await mail.start()
    await until(async () => { await run('notices.send-message'); return mail.received.length }, (count) => count > sent)
    await until(async () => { await run('notices.send-message'); return house.rooms.ask(`select 1 from notices.message where state <> 'sent'`) }, (rows) => rows.length === 0)
    // Each once: the look that was refused while nobody witnessed stands in the log, too, and is told.
    const [{ count }] = await house.rooms.ask<{ count: number }>('select count(*)::int as count from notices.message') as [{ count: number }]
    assert.equal(mail.received.length - sent, count)
  })
})
