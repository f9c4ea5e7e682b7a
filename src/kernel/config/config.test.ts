import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { JWK } from 'jose'
import { makeRoot } from '../keys/make-certificate.ts'
import { configGuide, explainConfig } from './explain-config.ts'
import { nameList } from './names.ts'
import { ConfigError, readConfig } from './read-config.ts'
import { readBank } from './read-bank.ts'
import { readModel } from './read-model.ts'
import { readNationalSignIn } from './read-national-sign-in.ts'
import { readStampAuthorities } from './read-stamp-authorities.ts'
import { readRegisters } from './read-registers.ts'
import { newSigningKey, readSecrets } from './read-secrets.ts'
import { readWitnesses } from './read-witnesses.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../transparency/note/key.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-config-'))
after(() => rmSync(folder, { recursive: true }))

const faultsOf = (run: () => unknown): string[] => {
  try {
    run()
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.faults
    throw cause
  }
  return []
}

test('nothing set: the demonstration’s defaults', () => {
  const config = readConfig({}, 'demonstration', '/srv/maru')
  assert.equal(config.port, 8000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.data, '/srv/maru/.maru')
  assert.equal(config.pack, '/srv/maru/packs/kr')
})

test('an unknown name stops the start and the nearest known one is offered', () => {
  assert.match(faultsOf(() => readConfig({ MARU_PROT: '1' }, 'demonstration'))[0] ?? '', /MARU_PROT is not a setting.*MARU_PORT\?/)
  assert.doesNotMatch(faultsOf(() => readConfig({ MARU_UNRELATED_THING: '1' }, 'demonstration'))[0] ?? '', /Did you mean/)
})

test('every mistake is told at once, secrets never', () => {
  const faults = faultsOf(() => readConfig({
    MARU_PORT: '8e3', MARU_ADDRESS: 'http://services.example', MARU_DATABASE_URL: 'mysql://sesame@db/x', MARU_TRUST_PROXY: 'everyone', MARU_LOG_LEVEL: 'loud',
  }, 'demonstration'))
  assert.equal(faults.length, 5)
  assert.doesNotMatch(faults.join(), /sesame/)
})

test('production names what is missing', () => {
  const faults = faultsOf(() => readConfig({}, 'production')).join('\n')
  for (const name of ['MARU_ADDRESS', 'MARU_SECRET_FILE', 'MARU_SIGNING_KEY_FILE', 'MARU_KEYS_FILE']) assert.match(faults, new RegExp(`${name} is missing`))
})

test('the explanation shows every name and hides secrets', () => {
  const text = explainConfig({ MARU_PORT: '9000', MARU_DATABASE_URL: 'postgres://maru:sesame@db/maru' })
  for (const [name] of nameList) assert.match(text, new RegExp(name))
  assert.match(text, /MARU_PORT +9000 +environment/)
  assert.doesNotMatch(text, /sesame/)
})

test('the guide’s table is the one generated from the names', () => {
  const guide = readFileSync(new URL('../../../docs/guides/operate.md', import.meta.url), 'utf8')
  assert.ok(guide.includes(configGuide()), `put this into docs/guides/operate.md:\n${configGuide()}`)
})

test('the demonstration draws its secrets once, closed to others; production refuses open or short ones', async () => {
  const config = readConfig({ MARU_DATA: folder }, 'demonstration')
  const first = await readSecrets(config, 'demonstration')
  assert.deepEqual(await readSecrets(config, 'demonstration'), first)
  assert.equal(statSync(join(folder, 'secrets/installation.secret')).mode & 0o777, 0o600)
  assert.equal(first.signingKey.alg, 'ES256')

  const secretFile = join(folder, 'short')
  const signingKeyFile = join(folder, 'key')
  writeFileSync(secretFile, 'short', { mode: 0o600 })
  writeFileSync(signingKeyFile, newSigningKey())
  chmodSync(signingKeyFile, 0o644)
  await assert.rejects(readSecrets({ ...config, secretFile, signingKeyFile }, 'production'), (cause: ConfigError) => {
    assert.equal(cause.faults.length, 2)
    return true
  })
})

test('registers: https or this machine, each with a token from a file', () => {
  const file = join(folder, 'registers.json')
  writeFileSync(join(folder, 'token'), 'abc\n')
  const write = (value: unknown) => writeFileSync(file, JSON.stringify(value))
  write({ resident: { url: 'https://resident.example/api/', tokenFile: 'token' } })
  assert.deepEqual(readRegisters(file), { resident: { url: 'https://resident.example/api', token: 'abc' } })
  write({ resident: { url: 'http://resident.example', tokenFile: 'token' }, disability: { url: 'http://127.0.0.1:1', tokenFile: 'gone' } })
  assert.equal(faultsOf(() => readRegisters(file)).length, 2)
  writeFileSync(file, '[]')
  assert.match(faultsOf(() => readRegisters(file))[0] ?? '', /JSON object/)
})

test('the bank: an address, a token from a file, an account for each agency; every mistake at once', () => {
  const file = join(folder, 'bank.json')
  writeFileSync(join(folder, 'bank.token'), 'abc\n')
  const read = (value: unknown) => () => {
    writeFileSync(file, JSON.stringify(value))
    return readBank(file)
  }
  assert.deepEqual(read({ url: 'https://bank.example/maru/', tokenFile: 'bank.token', accounts: { municipality: '1' } })(), { url: 'https://bank.example/maru', token: 'abc', accounts: { municipality: '1' } })
  assert.equal(read({ url: 'https://bank.example', tokenFile: 'bank.token', accounts: { municipality: '1' }, speaks: 'iso20022' })().speaks, 'iso20022')
  assert.match(faultsOf(read({ url: 'https://bank.example', tokenFile: 'bank.token', accounts: { municipality: '1' }, speaks: 'mt103' })).join(), /json and iso20022/)
  assert.equal(faultsOf(read({ url: 'http://bank.example', tokenFile: 'gone', accounts: { municipality: '', kepco: 7 }, token: 'abc' })).length, 5)
  assert.match(faultsOf(read({ url: 'https://bank.example', tokenFile: 'bank.token' })).join(), /accounts/)
})

test('a model: https, or a server inside, a key from a file; every mistake at once', () => {
  const file = join(folder, 'model.json')
  writeFileSync(join(folder, 'model.key'), 'abc\n')
  const read = (value: unknown) => () => {
    writeFileSync(file, JSON.stringify(value))
    return readModel(file)
  }
  assert.deepEqual(read({ chat: { url: 'https://models.example/v1/', model: 'm', keyFile: 'model.key' }, rerank: { url: 'http://10.0.0.7:8080/v1', model: 'r', inside: true, patienceMs: 900 }, callsADay: 50 })(), {
    chat: { url: 'https://models.example/v1', model: 'm', key: 'abc', isInside: false, patience: 4_000 },
    rerank: { url: 'http://10.0.0.7:8080/v1', model: 'r', key: undefined, isInside: true, patience: 900 }, callsADay: 50,
  })
  assert.equal(faultsOf(read({ chat: { url: 'http://models.example/v1', model: '', keyFile: 'gone', patienceMs: 1, key: 'abc' }, embeddings: { url: 'https://me:sesame@models.example', model: 'e', inside: 'yes' }, vision: {}, callsADay: 0 })).length, 9)
  assert.match(faultsOf(read({ callsADay: 5 })).join(), /names no server/)
})

test('a national sign-in: its exact issuer, one proof, what its claims are called; every mistake at once', () => {
  const file = join(folder, 'national.json')
  writeFileSync(join(folder, 'national.jwk.json'), JSON.stringify({ kty: 'EC', crv: 'P-256', alg: 'ES256', d: 'd', x: 'x', y: 'y' }))
  const read = (value: unknown) => () => {
    writeFileSync(file, JSON.stringify(value))
    return readNationalSignIn(file)
  }
  const right = { issuer: 'https://id.example/', clientId: 'maru', keyFile: 'national.jwk.json', name: { en: 'National ID' }, claims: { person: 'number', name: 'name' } }
  const { proof, ...settings } = read(right)()
  assert.deepEqual(settings, { issuer: 'https://id.example/', clientId: 'maru', name: { en: 'National ID' }, scope: 'openid profile', claims: { person: 'number', name: 'name' }, acr: [], isInside: false })
  assert.equal(proof.by, 'key')
  assert.equal(faultsOf(read({ issuer: 'http://id.example', clientId: '', keyFile: 'gone', name: {}, scope: 'profile', claims: {}, acr: ['a b'], inside: 'no', secret: 'x' })).length, 10)
  assert.match(faultsOf(read({ ...right, secretFile: 'national.jwk.json' })).join(), /not both/)
})

test('witnesses: each with an address, and a quorum; a mistake is told with its line', () => {
  const vkey = writeVkey(readSignerKey(newSignerKey('ombudsman.example', 4)))
  const file = join(folder, 'witnesses')
  const read = (text: string) => () => {
    writeFileSync(file, text)
    return readWitnesses(file)
  }
  assert.deepEqual(read(`witness a ${vkey} http://10.0.0.7:8600\nquorum a\n`)().witnesses.map(({ name, url }) => [name, url]), [['a', 'http://10.0.0.7:8600']])
  assert.match(faultsOf(read(`witness a ${vkey}\nquorum a\n`)).join(), /the witness a has no address/)
  assert.match(faultsOf(read('quorum none\n')).join(), /names no witness/)
  assert.match(faultsOf(read(`witness a ${vkey}x http://x\nquorum a\n`)).join(), /line 1/)
})

test('time-stamp authorities: an address, certificates to believe, a rhythm; every mistake at once', async () => {
  const file = join(folder, 'stamps.json')
  const root = await makeRoot(JSON.parse(newSigningKey()) as JWK, { host: 'tsa.example', country: 'KR' })
  writeFileSync(join(folder, 'root.pem'), new X509Certificate(Buffer.from(root, 'base64')).toString())
  const read = (value: unknown) => () => {
    writeFileSync(file, JSON.stringify(value))
    return readStampAuthorities(file)
  }
  assert.deepEqual(read({ ministry: { url: 'http://tsa.example/tsr', rootsFile: 'root.pem' }, own: { url: 'http://10.0.0.7:318', rootsFile: 'root.pem', everySeconds: 600, inside: true } })()
    .map(({ name, every, isInside, roots }) => [name, every, isInside, roots.length]), [['ministry', 60, false, 1], ['own', 600, true, 1]])
  assert.equal(faultsOf(read({ Ministry: { url: 'ftp://tsa.example', rootsFile: 'gone.pem', everySeconds: 0, inside: 'yes', proxy: 'x' } })).length, 6)
  assert.equal(faultsOf(read({ ministry: { url: 'https://me:sesame@tsa.example', rootsFile: 'root.pem' } })).length, 1)
  assert.match(faultsOf(read({})).join(), /names no authority/)
})
