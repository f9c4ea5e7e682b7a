/** `maru serve` as an operator meets it: a process of its own, on a data folder of its own, with files for its secrets. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../crash/support/platform.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'maru-production-'))
// The database's own account passes through.
chmodSync(folder, 0o711)
after(() => { rmSync(folder, { recursive: true, force: true }) })

const address = 'https://services.example'
const secretFile = join(folder, 'installation.secret')
const keyFile = join(folder, 'signing-key.jwk.json')
const keysFile = join(folder, 'keys.json')
const port = await freePort()
const settings = {
  MARU_DATA: join(folder, 'data'), MARU_PACK: 'packs/farland', MARU_PORT: String(port),
  MARU_ADDRESS: address, MARU_SECRET_FILE: secretFile, MARU_SIGNING_KEY_FILE: keyFile, MARU_KEYS_FILE: keysFile,
}

interface Running { child: ChildProcess; told(): string; ended: Promise<number | null> }

function start(words: string[], env: Record<string, string> = settings): Running {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MARU_') && name !== 'NODE_TEST_CONTEXT')
  const child = spawn(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...Object.fromEntries(inherited), ...env } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { text += chunk.toString() })
  return { child, told: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

async function run(words: string[], env?: Record<string, string>) {
  const { ended, told } = start(words, env)
  return { code: await ended, text: told() }
}

/** Until it is open, or has ended. */
async function serve(env: Record<string, string> = settings): Promise<Running> {
  const running = start(['serve'], env)
  await new Promise<void>((resolve, reject) => {
    const look = () => { if (running.told().includes('Maru is open')) resolve() }
    running.child.stdout?.on('data', look)
    running.child.stderr?.on('data', look)
    void running.ended.then((code) => { reject(new Error(`ended with ${code}: ${running.told()}`)) })
  })
  return running
}

test('what is missing is asked for before anything is made: address, secrets, and then the first administrator', async () => {
  const bare = await run(['serve'], { MARU_DATA: settings.MARU_DATA })
  assert.equal(bare.code, 1)
  for (const name of ['MARU_ADDRESS', 'MARU_SECRET_FILE', 'MARU_SIGNING_KEY_FILE', 'MARU_KEYS_FILE']) assert.match(bare.text, new RegExp(name))
  assert.equal((await run(['serve'], { ...settings, MARU_ADDRESS: 'http://services.example' })).code, 1)

  writeFileSync(secretFile, randomBytes(32), { mode: 0o600 })
  assert.equal((await run(['key', 'new', keyFile])).code, 0)
  assert.equal((await run(['keys', 'new', keysFile, '--host', 'services.example', '--country', 'ZZ'])).code, 0)
  const unattended = await run(['serve'])
  assert.equal(unattended.code, 1)
  assert.match(unattended.text, /There is no administrator yet\. .*admin invite --agency/)
})

test('with an administrator invited it opens, says what is not configured, knows no fictitious people, and stops in order', async () => {
  const invited = await run(['admin', 'invite', '--agency', 'civil-office', '--name', 'Amina Sow'])
  assert.equal(invited.code, 0, invited.text)
  const link = /https:\/\/services\.example(\/invitation\/\S+)/.exec(invited.text)?.[1] ?? assert.fail(invited.text)

  const running = await serve()
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html', 'accept-language': 'en' } })
  try {
    const page = await get('/sign-in')
    const html = await page.text()
    assert.equal(page.status, 200)
    assert.doesNotMatch(html, /FL-DEMO|fictitious|demonstration/i)
    assert.match(page.headers.get('strict-transport-security') ?? '', /max-age=\d{8}/)
    assert.equal((await get(link)).status, 200)
    assert.equal((await get('/readyz')).status, 200)
    assert.equal((await get('/sign-in/letter')).status, 404, 'nobody prints letters')
    assert.doesNotMatch(await (await get('/register')).text(), /\/sign-in\/letter/)
    assert.match(running.told(), /"level":"warn".*no channel is open .*: people are told in the portal alone/)
    assert.match(running.told(), /"level":"warn".*no register is connected .*: nothing is known about anyone/)
  } finally {
    running.child.kill('SIGTERM')
  }
  assert.equal(await running.ended, 0)
  assert.match(running.told(), /"msg":"stopping"/)
  assert.doesNotMatch(running.told(), /database connection lost/)
})

test('where the operator has a print service a letter may be asked for; while no register answers none goes out, and nobody is named in the log', async () => {
  const [token, channels] = [join(folder, 'gateway.token'), join(folder, 'channels.json')]
  writeFileSync(token, randomBytes(32).toString('base64url'), { mode: 0o600 })
  writeFileSync(channels, JSON.stringify({ letter: { url: 'https://print.example', tokenFile: token } }), { mode: 0o600 })
  const running = await serve({ ...settings, MARU_CHANNELS_FILE: channels })
  const cookies = new Map<string, string>()
  const go = async (path: string, body?: Record<string, string>) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: body ? 'POST' : 'GET', redirect: 'manual', ...(body ? { body: new URLSearchParams(body) } : {}), headers: { accept: 'text/html', 'accept-language': 'en', origin: address, cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } })
    for (const cookie of response.headers.getSetCookie()) cookies.set(...(cookie.split(';')[0]!.split('=') as [string, string]))
    return { status: response.status, to: response.headers.get('location'), html: await response.text() }
  }
  try {
    const page = await go('/sign-in/letter')
    assert.equal(page.status, 200)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)![1]!
    const asked = await go('/sign-in/letter', { _csrf, person: 'FA-DEMO-000001', name: 'Nobody', birthDate: '1990-01-01' })
    assert.deepEqual([asked.status, asked.to], [303, '/sign-in/letter/asked'])
    assert.equal((await go('/register/letter')).status, 200)
    const refused = await go('/register/letter', { _csrf, code: '0000-0000-0000', person: 'FA-DEMO-000001', birthDate: '1990-01-01' })
    assert.equal(refused.status, 200)
    assert.match(refused.html, /field-error|error-summary/)
  } finally {
    running.child.kill('SIGTERM')
  }
  assert.equal(await running.ended, 0)
  assert.deepEqual(running.told().match(/.{80}(?:FA-DEMO-000001|1990-01-01).{0,40}/g), null)
})
