import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '../../kernel/log/log.ts'
import { identify } from '../../kernel/supervisor/process-identity.ts'
import { keepRegisters } from './keep-registers.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-registers-'))
after(() => rmSync(folder, { recursive: true }))
const log = createLog({ level: 'silent', key: Buffer.alloc(32) })

/** One register, and a bank, that answer on any free port and say so in the ready file. */
const program = join(folder, 'main.mjs')
writeFileSync(program, `
import { createServer } from 'node:http'
import { writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
const folder = process.argv[process.argv.indexOf('--data') + 1]
const server = createServer((_, reply) => reply.end('ok')).listen(0, '127.0.0.1', () => {
  const file = join(folder, 'registers.json')
  const url = 'http://127.0.0.1:' + server.address().port
  writeFileSync(file + '.new', JSON.stringify({ pid: process.pid, registers: { resident: { url, token: 't' } }, bank: { url, token: 't', accounts: {} } }))
  renameSync(file + '.new', file)
})
process.on('SIGTERM', () => process.exit(0))
`)

test('started, adopted by the next start, back within five seconds when killed, gone after a stop', async () => {
  const config = { data: join(folder, 'data'), pack: folder }
  const first = await keepRegisters(config, log, program)
  assert.equal(first.adopted, false)
  const second = await keepRegisters(config, log, program)
  assert.equal(second.adopted, true)
  assert.equal(second.pid(), first.pid())

  const killed = first.pid()
  const before = second.addresses['resident']?.url
  // One of the two watchers must let go, as a killed platform would: two would fight over the child.
  const letGo = first.release()
  process.kill(killed, 'SIGKILL')
  await letGo
  const began = performance.now()
  while (second.addresses['resident']?.url === before && performance.now() - began < 5_000) await pause(20)
  assert.notEqual(second.addresses['resident']?.url, before)
  assert.equal(second.bank.url, second.addresses['resident']?.url)
  assert.ok((await fetch(`${second.addresses['resident']?.url}/healthz`)).ok)
  assert.notEqual(second.pid(), killed)
  await second.stop()
  assert.equal(identify(second.pid()), undefined)
})

test('a program that ends at once is told with its log', async () => {
  const broken = join(folder, 'broken.mjs')
  writeFileSync(broken, `throw new Error('no people')`)
  await assert.rejects(keepRegisters({ data: join(folder, 'broken'), pack: folder }, log, broken), /did not start\. Their log: .*registers\.log/)
  assert.match(readFileSync(join(folder, 'broken/registers/registers.log'), 'utf8'), /no people/)
})
