/** `kill -9` before a company is told, and after it has heard but before that is kept: it is told, by the same words, and its answer to the first telling holds. */
import assert from 'node:assert/strict'
import { hash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { signIn, until } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { Company, detail } from '../support/company.ts'
import { freePort, type Platform, startPlatform, untilReady } from './support/platform.ts'

const data = mkdtempSync(join(tmpdir(), 'maru-told-kills-'))
const tokens: string[] = []
const receiver = createServer((request, response) => {
  void request.toArray().then((pieces) => {
    tokens.push(Buffer.concat(pieces as Buffer[]).toString())
    response.writeHead(202).end()
  })
})
let platform: Platform
let port: number

before(async () => {
  chmodSync(data, 0o711)
  port = await freePort()
  await new Promise<void>((done) => { receiver.listen(0, '127.0.0.1', () => { done() }) })
  platform = await startPlatform({ data, port })
})
after(async () => {
  await platform.stop()
  receiver.close()
  rmSync(data, { recursive: true, force: true })
})

test('killed before it tells, and killed before it has kept that it told: told after the restart, and answered', async () => {
  const enter = async (person: string) => {
    const browser = new TextBrowser(platform.origin)
    await signIn(browser, person)
    return browser
  }
  const owner = await enter('KR-DEMO-000001')
  const bank = await Company.register(owner, { purposes: ['customer-check'] })
  const path = `/partners/${bank.id}`
  const { port: at } = receiver.address() as { port: number }
  await owner.submit(await owner.get(`${path}/access`), `${path}/access`, { notices: `http://localhost:${at}/` })
  const told = new Map<string, string>()
  for (const point of ['exchange.notice.before-push', 'exchange.notice.before-settle']) {
    const person = await enter('KR-DEMO-000003')
    const { begun, tokens: { access_token: token, authorization_details: granted } } = await bank.letIn(person, [detail('customer-check')])
    assert.equal((await bank.bundle(token, begun.dpop, { purpose: 'customer-check' })).status, 200)
    const consent = `/my/data/consents/${(granted as unknown as { authorisation: string }[])[0]!.authorisation}`
    const before = tokens.length
    const reached = platform.pauseAt(point)
    await person.submit(await person.get(consent), `${consent}/withdraw`)
    await reached
    assert.equal(tokens.length - before, point.endsWith('push') ? 0 : 1)
    await platform.kill()
    platform = await startPlatform({ data, port })
    await untilReady(platform.origin)
    await until(() => Promise.resolve(tokens.length - before), (count) => count === (point.endsWith('push') ? 1 : 2), 60_000)
    for (const one of tokens.slice(before)) {
      const { jti } = decodeJwt(one)
      const [, claims] = one.split('.')
      assert.equal(told.get(jti!) ?? claims, claims)
      told.set(jti!, claims!)
    }
    const first = tokens[before]!
    const said = { notice: decodeJwt(first).jti, digest: hash('sha256', first.split('.')[1]!, 'base64url'), outcome: 'erased' }
    const answer = await new SignJWT({ events: { 'urn:maru:event:acknowledged': said } }).setProtectedHeader({ alg: 'ES256', kid: 'first', typ: 'secevent+jwt' }).setIssuer(bank.id).setAudience(platform.origin).setIssuedAt().setJti(randomUUID()).sign(bank.key)
    assert.equal((await fetch(`${platform.origin}/api/partners/acknowledgements`, { method: 'POST', body: answer, headers: { 'content-type': 'application/secevent+jwt' } })).status, 202)
    assert.match((await (await enter('KR-DEMO-000003')).get(consent)).text, /erased on/)
  }
  assert.equal(told.size, 2)
})
