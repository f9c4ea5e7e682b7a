/** A device of an agency: registered at its desk, enrolled by a code with a key of its own, at work by that key alone, and out at once when its agency says so. */
import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose'
import { beat, enrol, renew, self } from '../../packages/device/device.ts'
import { type DeviceRefused, newDeviceKey, openConversation, readDeviceOffer } from '../../packages/device/device-client.ts'
import { type DeviceFile, readDeviceFile, writeDeviceFile } from '../../packages/device/device-file.ts'
import type pg from 'pg'
import { newId } from '../../src/kernel/ids/ids.ts'
import { startReceiver } from '../../src/modules/programs/test-programs.ts'
import { makeAnswer, openRequest, sendAnswer } from '../../src/modules/credentials/present/test-wallet.ts'
import { csrfOf, signInOfficial, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { listedState } from '../support/listed-state.ts'
import { runMaru } from '../support/start-maru.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'

let house: TestHouse
const folder = mkdtempSync(join(tmpdir(), 'maru-device-'))
before(async () => { house = await openHouse() })
after(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

const path = '/console/devices'
async function desk(agency = 'municipality') {
  const browser = new TextBrowser(house.origin)
  await signInOfficial(browser, `demo-${agency}-lead`)
  return browser
}

interface Code { id: string; link: string; code: string }
const codeOn = async (html: string, name: string): Promise<Code> => ({
  link: /openid-credential-offer:[^<"' ]+/.exec(html)?.[0]?.replaceAll('&amp;', '&') ?? assert.fail(html), code: /<p class="amount">(\d{6})<\/p>/.exec(html)![1]!,
  id: (await house.rooms.ask<{ id: string }>('select id from identity.device where name = $1 order by registered_at desc limit 1', [name]))[0]!.id,
})
async function register(name: string, browser: TextBrowser, scopes = ['device.report']): Promise<Code> {
  return codeOn((await browser.submit(await browser.get(path), path, { kind: 'sensor-gateway', name, place: 'Bridge 7', scopes })).html, name)
}
async function enrolled(name: string, browser?: TextBrowser) {
  const official = browser ?? await desk()
  const { id, link, code } = await register(name, official)
  const file = join(folder, `${id}.json`)
  await enrol(file, link, code)
  return { id, file, official, act: async (what: string) => official.submit(await official.get(path), `${path}/${id}/${what}`) }
}
const refused = (code: string) => (cause: unknown) => (cause as DeviceRefused).code === code || assert.fail(`${String(cause)} is not ${code}`)
const audit = async (id: string) => (await house.rooms.ask<{ act: string }>('select act from kernel.audit where object = $1 order by id', [`device:${id}`])).map(({ act }) => act)

test('registered, enrolled by the command on a machine whose clock is a week wrong, heard, renewed; its desk sees it', async () => {
  const official = await desk()
  const { id, link, code } = await register('Gateway A', official)
  const file = join(folder, 'a.json')
  const wrong = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent('const now=Date.now;Date.now=()=>now()-7*86400000')}` }
  await assert.rejects(runMaru(['device', 'enrol', '--file', file, '--offer', link, '--code', code === '000000' ? '000001' : '000000'], wrong), /invalid_grant/)
  const { key } = readDeviceFile(file)
  await runMaru(['device', 'enrol', '--file', file, '--offer', link, '--code', code], wrong)
  const enrolledFile = readDeviceFile(file)
  assert.deepEqual([enrolledFile.key, enrolledFile.client, statSync(file).mode & 0o777], [key, `device-${id}`, 0o600])
  const claims = new Map(enrolledFile.credential!.split('~').slice(1, -1).map((one) => JSON.parse(Buffer.from(one, 'base64url').toString()) as [string, string, string]).map(([, name, value]) => [name, value]))
  assert.deepEqual(Object.fromEntries(claims), { agency: claims.get('agency'), agency_id: 'municipality', device_id: id, kind: 'sensor-gateway', name: 'Gateway A', place: 'Bridge 7' })
  assert.equal(await listedState(enrolledFile.credential!), 0)
  assert.match(await runMaru(['device', 'heartbeat', '--file', file, '--said', 'battery 80 %'], wrong), /holds until/)
  assert.match((await official.get(path)).text, /At work.*battery 80 %/s)
  const shown = JSON.parse(await runMaru(['device', 'show', '--file', file], wrong)) as Record<string, unknown>
  assert.deepEqual([shown['id'], shown['agency'], shown['scopes'], Date.parse(shown['credentialEndsAt'] as string) > Date.now()], [id, 'municipality', ['device.self'], true])
  await renew(file)
  assert.notEqual(readDeviceFile(file).credential, enrolledFile.credential)
  assert.deepEqual(await audit(id), ['register device', 'make device code', 'take device key'])
  await assert.rejects(enrol(file, link, code), /is enrolled/)
  writeFileSync(join(folder, 'open.json'), '{}', { mode: 0o644 })
  assert.throws(() => readDeviceFile(join(folder, 'open.json')), /read by others/)
})

test('a code: once, five tries, one day, and the newest alone; another’s key and several keys are no key', async () => {
  const official = await desk()
  const first = await register('Gateway B', official)
  const again = await codeOn((await official.submit(await official.get(path), `${path}/${first.id}/code`)).html, 'Gateway B')
  const key = await newDeviceKey()
  const talk = async ({ link }: Code, own: JWK = key) => {
    const offer = readDeviceOffer(link)
    return { offer, ...await openConversation({ ...offer }, own) }
  }
  const redeem = async (one: Code, code = one.code) => {
    const conversation = await talk(one)
    return { conversation, token: await conversation.redeem(conversation.offer.code, code) }
  }
  await assert.rejects(redeem(first), refused('invalid_grant'), 'superseded')
  const wrong = again.code === '123456' ? '654321' : '123456'
  for (let tried = 0; tried < 4; tried++) await assert.rejects(redeem(again, wrong), refused('invalid_grant'))
  const { conversation, token } = await redeem(again)
  const others = readDeviceFile(join(folder, 'a.json')).key
  await assert.rejects(conversation.credential(token, others), refused('credential_request_denied'), 'a key that another device has')
  await conversation.credential(token, key)
  await assert.rejects(redeem(again), refused('invalid_grant'), 'replayed')
  const spent = await register('Gateway C', official)
  for (let tried = 0; tried < 5; tried++) await assert.rejects(redeem(spent, spent.code === '123456' ? '654321' : '123456'), refused('invalid_grant'))
  await assert.rejects(redeem(spent), refused('invalid_grant'), 'the sixth')
  const late = await register('Gateway D', official)
  await house.rooms.ask(`update identity.authorization_state set ends_at = now() - interval '1 second' where account = $1 and model = 'PreAuthorizedCode'`, [`device:${late.id}`])
  await assert.rejects(redeem(late), refused('invalid_grant'), 'after its day')

  const several = await register('Gateway E', official)
  const wallet = await TestWallet.open(house.origin)
  assert.equal((await wallet.redeem(readOffer(several.link).code, several.code)).status, 200, 'a stranger’s program')
  assert.equal((await wallet.ask('device-id', [await newKeyPair(), await newKeyPair()])).body['error'], 'invalid_proof')
  assert.equal((await wallet.ask('official-id', [await newKeyPair()])).body['error'], 'insufficient_scope')
  assert.equal((await wallet.ask('device-id', [await newKeyPair()])).status, 200)
})

test('a token is for its scopes, its resource and its key; nobody comes as another device', async () => {
  const { file } = await enrolled('Gateway F')
  const own = readDeviceFile(file)
  const conversation = await openConversation(own, own.key)
  await assert.rejects(conversation.token('openid'), refused('invalid_scope'))
  const narrow = await conversation.token('device.self')
  await assert.rejects(conversation.call(narrow, 'POST', '/api/devices/heartbeat', {}), refused('insufficient_scope'))
  await assert.rejects(conversation.call(await conversation.token(conversation.scope), 'GET', '/api/devices/self'), refused('invalid_token'), 'of another resource')
  const other = await enrolled('Gateway G')
  const stranger = await openConversation(own, readDeviceFile(other.file).key)
  await assert.rejects(stranger.token('device.self'), refused('invalid_client'))
  await assert.rejects(stranger.call(narrow, 'GET', '/api/devices/self'), refused('invalid_token'), 'stolen without its key')
  const { id, link, code } = await register('Gateway H', await desk(), [])
  const silent = join(folder, `${id}.json`)
  await enrol(silent, link, code)
  await assert.rejects(beat(silent, undefined), refused('invalid_scope'), 'its agency has not let it')
  assert.deepEqual((await self(silent))['scopes'], ['device.self'])

  // A proof is taken once, also of the right key.
  const nonce = (await fetch(`${house.origin}/api/devices/self`, { headers: { authorization: `DPoP ${narrow}`, dpop: await proofOf(own.key, narrow) } })).headers.get('dpop-nonce')!
  const proof = await proofOf(own.key, narrow, nonce)
  const call = () => fetch(`${house.origin}/api/devices/self`, { headers: { authorization: `DPoP ${narrow}`, dpop: proof } })
  assert.equal((await call()).status, 200)
  const replayed = await call()
  assert.deepEqual([replayed.status, (await replayed.json() as { error: string }).error], [401, 'invalid_dpop_proof'])
  assert.equal((await fetch(`${house.origin}/api/devices/self`, { headers: { authorization: `Bearer ${narrow}` } })).status, 401)
})

async function proofOf(key: JWK, token: string, nonce?: string) {
  const { kty, crv, x, y } = key
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url')
  return new SignJWT({ iat: Math.floor(Date.now() / 1000), htm: 'GET', htu: `${house.origin}/api/devices/self`, jti: crypto.randomUUID(), ath, ...(nonce === undefined ? {} : { nonce }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } as JWK }).sign(await importJWK(key, 'ES256'))
}

test('lost, found, ended: tokens fall with the act, the credential in the signed list within five seconds; another agency’s desk does not know it', async (context) => {
  const { id, file, act, official } = await enrolled('Gateway I')
  const own = readDeviceFile(file)
  const conversation = await openConversation(own, own.key)
  const token = await conversation.token('device.self')
  const call = () => conversation.call(token, 'GET', '/api/devices/self')
  const stranger = await desk('kdhc')
  assert.doesNotMatch((await stranger.get(path)).text, /Gateway I/)
  for (const what of ['code', 'hold', 'release', 'end']) assert.equal((await stranger.post(`${path}/${id}/${what}`, { _csrf: csrfOf(await stranger.get('/console')) })).status, 404, what)
  await call()
  await act('hold')
  await assert.rejects(call(), refused('invalid_token'))
  await assert.rejects(conversation.token('device.self'), refused('invalid_client'))
  await until(() => listedState(own.credential!), (state) => state === 2, 5_000)
  assert.match((await official.get(path)).text, /Held: lost/)
  await act('release')
  await until(() => listedState(own.credential!), (state) => state === 0, 5_000)
  await beat(file, undefined)
  const before = await conversation.token('device.self')
  const began = performance.now()
  await act('end')
  await assert.rejects(conversation.call(before, 'GET', '/api/devices/self'), refused('invalid_token'))
  await until(() => listedState(own.credential!), (state) => state === 1, 5_000)
  context.diagnostic(`out and revoked after ${Math.round(performance.now() - began)} ms`)
  await assert.rejects(renew(file), refused('invalid_client'))
  assert.equal((await official.post(`${path}/${id}/code`, { _csrf: csrfOf(await official.get('/console')) })).status, 409, 'over for good')
  assert.deepEqual((await audit(id)).slice(-3), ['hold device', 'release device', 'end device'])
})

test('two copies of a device are found out by their signs of life, and both are out; a lost answer is no copy', async () => {
  const { id, file, official } = await enrolled('Gateway J')
  await beat(file, undefined)
  const before = readFileSync(file)
  await beat(file, undefined)
  // The answer never arrived, as far as the device knows.
  writeFileSync(file, before)
  await beat(file, undefined)
  await beat(file, undefined)
  const copy = join(folder, 'copy.json')
  copyFileSync(file, copy)
  await beat(copy, undefined)
  await beat(file, undefined)
  await assert.rejects(beat(copy, undefined))
  for (const one of [file, copy]) await assert.rejects(beat(one, undefined), refused('invalid_client'))
  await until(() => listedState(readDeviceFile(file).credential!), (state) => state === 2, 5_000)
  assert.match((await official.get(path)).text, /Gateway J called from two places/)
  // In its agency's hands again: a new code makes a new key, and the copied one is worth nothing.
  const { link, code } = await codeOn((await official.submit(await official.get(path), `${path}/${id}/code`)).html, 'Gateway J')
  const anew = join(folder, 'anew.json')
  await enrol(anew, link, code)
  await beat(anew, undefined)
  await assert.rejects(self(copy), refused('invalid_client'))
  await until(() => listedState(readDeviceFile(copy).credential!), (state) => state === 1, 5_000)
  assert.equal(await listedState(readDeviceFile(anew).credential!), 0)
})

test('another key: the former one, its tokens and its credential end; a loss of power in between loses nothing', async () => {
  const { id, file } = await enrolled('Gateway K')
  const former = readDeviceFile(file)
  const conversation = await openConversation(former, former.key)
  const token = await conversation.token('device.self')
  await renew(file, { another: true })
  const present = readDeviceFile(file)
  assert.notEqual(await calculateJwkThumbprint(present.key), await calculateJwkThumbprint(former.key))
  await assert.rejects(conversation.call(token, 'GET', '/api/devices/self'), refused('invalid_token'))
  await assert.rejects(conversation.token('device.self'), refused('invalid_client'))
  await until(() => listedState(former.credential!), (state) => state === 1, 5_000)
  assert.equal(await listedState(present.credential!), 0)
  // The power goes before the platform has heard of the new key, and after.
  const next = await newDeviceKey()
  writeDeviceFile(file, { ...present, next })
  assert.equal((await self(file))['id'], id)
  assert.deepEqual(readDeviceFile(file).key, present.key)
  const asking = await openConversation(present, present.key)
  writeDeviceFile(file, { ...present, next })
  await asking.credential(await asking.token(asking.scope), next)
  assert.equal((await self(file))['id'], id)
  assert.deepEqual(readDeviceFile(file).key, next)
  // Nor does a former key come back, here or elsewhere.
  const again = await openConversation(readDeviceFile(file), next)
  const { id: other, link, code } = await register('Gateway L', await desk())
  const thief: DeviceFile = { ...readDeviceOffer(link), key: next }
  const greedy = await openConversation(thief, next)
  const opened = await greedy.redeem(readDeviceOffer(link).code, code)
  await assert.rejects(greedy.credential(opened, next), refused('credential_request_denied'))
  assert.ok(await again.token('device.self') && other)
})

test('with an agency that is abolished its devices are out at once, and ended at the next start', async () => {
  const { id, file } = await enrolled('Gateway M', await desk('kepco'))
  await self(file)
  const { agencies } = house.pack
  const at = agencies.findIndex((one) => one.id === 'kepco')
  const [gone] = agencies.splice(at, 1)
  try {
    await assert.rejects(self(file), refused('invalid_client'))
    await house.identity.prepare()
    assert.deepEqual(await house.rooms.ask('select status, ended_because from identity.device where id = $1', [id]), [{ status: 'ended', ended_because: 'agency' }])
    await until(() => listedState(readDeviceFile(file).credential!), (state) => state === 1, 5_000)
  } finally {
    agencies.splice(at, 0, gone!)
  }
})

test('what it carries is shown to a verifier like every other credential, and refused once it is held', async () => {
  const { id, file, act } = await enrolled('Gateway N')
  const { key, credential } = readDeviceFile(file)
  const own = { holder: createPrivateKey({ key: key as never, format: 'jwk' }), sdJwts: { 'device-id': credential! } }
  const verifier = await house.credentials.presentations!.makeKey({ template: 'device-check', returnTo: 'https://shop.example/' }, 'test')
  const show = async () => {
    const asked = await (await fetch(`${house.origin}/api/presentations`, { method: 'POST', headers: { authorization: `Bearer ${verifier}`, 'content-type': 'application/json' }, body: '{}' })).json() as { id: string; url: string }
    const browser = new TextBrowser(house.origin)
    const visit = await browser.get(asked.url.slice(house.origin.length))
    const page = await browser.submit(visit, visit.path)
    const request = await openRequest(/href="(openid4vp:[^"]+)"/.exec(page.html)![1]!.replaceAll('&amp;', '&'))
    const reply = await (await sendAnswer(request, await makeAnswer(request, own))).json() as { redirect_uri?: string; error_description?: string }
    if (reply.redirect_uri === undefined) return reply.error_description
    const back = await fetch(reply.redirect_uri, { headers: { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, redirect: 'manual' })
    const code = new URL(back.headers.get('location')!).searchParams.get('code')!
    return (await fetch(`${house.origin}/api/presentations/${asked.id}/collect`, { method: 'POST', headers: { authorization: `Bearer ${verifier}`, 'content-type': 'application/json' }, body: JSON.stringify({ code }) })).text()
  }
  const seen = await show()
  for (const word of [id, 'sensor-gateway', 'municipality']) assert.match(seen!, new RegExp(word))
  await act('hold')
  await until(() => listedState(credential!), (state) => state === 2, 5_000)
  assert.match(await show() ?? '', /suspended/)
})

test('what is typed wrongly is said at its field', async () => {
  const official = await desk()
  const page = await official.submit(await official.get(path), path, { name: ' ' })
  for (const words of ['Choose a kind', 'Give it a name', 'Say where it stands']) assert.match(page.text, new RegExp(words))
})

test('who answers for a machine is told that it was copied: on every page until they have looked, to their programs, and to the operator; nobody else is', async () => {
  await using receiver = await startReceiver()
  const { id, file, official, act } = await enrolled('Gateway K')
  const made = await official.submit(await official.get('/console/programs'), '/console/programs', { name: 'Watch' })
  const program = /href="(\/console\/programs\/[0-9a-f-]{36})"/.exec(made.html)![1]!
  receiver.knows(/whsec_[\w+/=]+/.exec((await official.submit(await official.get(program), `${program}/address`, { address: receiver.url })).html)![0])
  const copy = join(folder, 'k-copy.json')
  await beat(file, undefined)
  copyFileSync(file, copy)
  await beat(file, undefined)
  await beat(copy, undefined)
  await assert.rejects(beat(file, undefined))
  const alarm = /“Gateway K” called from two places/
  assert.match((await official.get('/console/team')).html, alarm)
  const [colleague, elsewhere] = [new TextBrowser(house.origin), await desk('kdhc')]
  await signInOfficial(colleague, 'demo-municipality-caseworker')
  for (const [who, browser] of [['a caseworker', colleague], ['another agency’s administrator', elsewhere]] as const) assert.doesNotMatch((await browser.get('/console')).html, alarm, who)
  const told = await until(() => Promise.resolve(receiver.got.find(({ message }) => (message.type as string) === 'device.held')), (found) => found !== undefined)
  assert.deepEqual(told!.message.data, { agency: 'municipality', device: id, name: 'Gateway K' })
  const figure = async () => /maru_devices_in_two_places\{agency="municipality"\} (\d+)/.exec(await (await fetch(`${house.origin}/metrics`)).text())?.[1]
  assert.equal(await figure(), '1')
  await act('release')
  assert.doesNotMatch((await official.get('/console/team')).html, alarm)
  assert.equal(await figure(), undefined)
})

test('the operator registers a machine from the command line, enrols it, sees it among all, and ends it', async () => {
  const secret = join(folder, 'installation.secret')
  writeFileSync(secret, house.secrets.secret, { mode: 0o600 })
  writeFileSync(join(folder, 'signing.json'), JSON.stringify(house.secrets.signingKey), { mode: 0o600 })
  const keys = join(folder, 'keys.json')
  await runMaru(['keys', 'new', keys, '--host', 'localhost', '--country', 'ZZ'])
  const urlOf = ({ host, port, user, password, database }: pg.PoolConfig) => `postgres://${user}${typeof password === 'string' ? `:${encodeURIComponent(password)}` : ''}@localhost/${database}?host=${encodeURIComponent(host ?? '')}${port === undefined ? '' : `&port=${port}`}`
  const env = { MARU_DATABASE_URL: urlOf(house.rooms.app), MARU_DATABASE_OWNER_URL: urlOf(house.rooms.owner), MARU_SECRET_FILE: secret, MARU_SIGNING_KEY_FILE: join(folder, 'signing.json'), MARU_KEYS_FILE: keys, MARU_PORT: new URL(house.origin).port, MARU_PACK: 'packs/kr' }
  const maru = (...words: string[]) => runMaru(['device', ...words], env)
  await assert.rejects(maru('register', '--agency', 'municipalty', '--kind', 'kiosk', '--name', 'K', '--place', 'Hall'), /Did you mean municipality\?/)
  await assert.rejects(maru('register', '--agency', 'municipality', '--kind', 'fridge', '--name', 'K', '--place', 'Hall'), /There is: kiosk, sensor-gateway, door-reader/)
  await assert.rejects(maru('register', '--agency', 'municipality', '--kind', 'kiosk', '--name', 'K', '--place', 'Hall', '--scope', 'everything'), /There is: device\.report/)
  await assert.rejects(maru('register', '--agency', 'municipality', '--kind', 'kiosk', '--name', ' ', '--place', 'Hall'), /Say what, whose and where/)
  const printed = await maru('register', '--agency', 'municipality', '--kind', 'kiosk', '--name', 'Kiosk of the operator', '--place', 'Hall 3', '--scope', 'device.report')
  const [id, link, code] = [/^[0-9a-f-]{36}$/m.exec(printed)![0], /^openid-credential-offer:\S+$/m.exec(printed)![0], /^Code: (\d{6})$/m.exec(printed)![1]!]
  const file = join(folder, 'operator.json')
  await enrol(file, link, code)
  await beat(file, undefined)
  assert.match(await maru('list'), new RegExp(`${id}  municipality  kiosk Kiosk of the operator, Hall 3: active; heard`))
  assert.deepEqual((JSON.parse(await maru('list', '--agency', 'kdhc', '--json')) as { id: string }[]).filter((row) => row.id === id), [])
  assert.match((await (await desk()).get(path)).text, /Kiosk of the operator/)
  await maru('end', id)
  await assert.rejects(beat(file, undefined))
  await assert.rejects(maru('end', id), /It is over already/)
  await assert.rejects(maru('end', newId()), /There is no such device/)
  await assert.rejects(maru('end', 'x'), /is no id of a device/)
  assert.deepEqual(await audit(id), ['register device', 'make device code', 'take device key', 'end device'])
  assert.deepEqual((await house.rooms.ask<{ actor: string }>(`select distinct actor from kernel.audit where object = $1 and act in ('register device', 'end device')`, [`device:${id}`])).map(({ actor }) => actor), ['operator'])
  await until(async () => (await house.rooms.ask(`select 1 from kernel.event where name = 'identity.device-changed' and payload ->> 'device' = $1`, [id])).length, (count) => count > 0)
})
