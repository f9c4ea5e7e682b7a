/** What the app weighs, what it is made of, and how it is served. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openHouse, type TestHouse } from '../../../tests/support/house.ts'
import type { ShellFile } from './build-shell.ts'
import { shellBudget, weigh, withinShellBudget } from './shell-budget.ts'

let house: TestHouse
before(async () => { house = await openHouse() })
after(() => house.close())

test('the shell is within its budget', async (t) => {
  const shell = await house.wallet.shell()
  t.diagnostic(`${weigh(shell)} of ${shellBudget} bytes`)
  assert.ok(shell.first.every((path) => shell.files.has(path.split('/').at(-1)!)), 'what is first is there')
  assert.equal(withinShellBudget(shell), true)
  const noise = { gzipped: randomBytes(shellBudget) } as ShellFile
  assert.equal(withinShellBudget({ files: new Map([...shell.files, ['noise.js', noise]]), first: [...shell.first, '/wallet/files/noise.js'] }), false)
})

test('what opens it does not hold what is needed on rare occasions only', async () => {
  const shell = await house.wallet.shell()
  const later = [...shell.files.keys()].filter((file) => file.endsWith('.js') && !shell.first.some((path) => path.endsWith(`/${file}`)))
  assert.ok(later.length >= 2, 'certificates and the camera have parts of their own')
})

test('the page runs scripts of ours from files, may use the camera, and speaks with issuers', async () => {
  const answer = await fetch(`${house.origin}/wallet`)
  const html = await answer.text()
  const policy = answer.headers.get('content-security-policy')!
  assert.match(policy, /script-src 'self';/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.match(policy, /connect-src 'self' https:/)
  assert.match(answer.headers.get('permissions-policy')!, /camera=\(self\)/)
  assert.deepEqual(html.match(/<script[^>]*>/g), [`<script type="module" src="${(await house.wallet.shell()).start}">`])
  const elsewhere = await fetch(`${house.origin}/help`)
  assert.match(elsewhere.headers.get('permissions-policy')!, /camera=\(\)/)
  assert.doesNotMatch(elsewhere.headers.get('content-security-policy')!, /script-src/)
})

test('the page says the same to everyone, for a copy of it stays in the browser', async () => {
  const page = async (cookie: string) => (await fetch(`${house.origin}/wallet`, { headers: { cookie } })).text()
  const { headers } = await fetch(`${house.origin}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: house.origin, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ other: 'KR-DEMO-000101', _csrf: await csrf() }) })
  const session = headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]!).join('; ')
  assert.ok(session.length > 0, 'signed in')
  assert.equal(await page(session), await page(''))
})

const csrf = async () => /name="_csrf" value="([^"]+)"/.exec(await (await fetch(`${house.origin}/sign-in`)).text())![1]!

test('files are kept for ever, the worker is looked for anew', async () => {
  const { start, stylesheet, texts, manifest } = await house.wallet.shell()
  for (const path of [start, stylesheet, texts, manifest]) {
    const answer = await fetch(`${house.origin}${path}`)
    assert.equal(answer.status, 200, path)
    assert.match(answer.headers.get('cache-control')!, /immutable/)
  }
  const worker = await fetch(`${house.origin}/wallet/worker.js`)
  assert.equal(worker.headers.get('cache-control'), 'no-cache')
  assert.equal(worker.headers.get('service-worker-allowed'), '/wallet')
  assert.equal((await fetch(`${house.origin}/wallet/files/nothing.js`)).status, 404)
})

test('the app’s types hold in a browser', () => {
  const { status, stdout } = spawnSync('node_modules/.bin/tsc', ['-p', 'packages/wallet', '--noEmit'], { encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})
