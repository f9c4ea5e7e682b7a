/** A real authority (openssl ts): its tokens hold; forged, foreign and replayed ones do not; and one that is down never stops the log. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { AsnType } from 'asn1js'
import { Certificate, ContentInfo, SignedData } from 'pkijs'
import fastify, { type FastifyInstance } from 'fastify'
import pino from 'pino'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { opensslMissing, replyType, type RunningAuthority, startAuthority } from '../../../../tests/support/stamp-authority.ts'
import { systemClock } from '../../clock/clock.ts'
import { newId } from '../../ids/ids.ts'
import { parseCheckpoint } from '../note/checkpoint.ts'
import { observe } from '../../http/observe.ts'
import { serveTiles } from '../serve-tiles.ts'
import type { LogTables } from '../store/tables.ts'
import { createTransparency } from '../transparency.ts'
import { askAuthority } from './ask-authority.ts'
import { measureStamps } from './measure-stamps.ts'
import { postQuery } from './post-query.ts'
import { verifyToken } from './verify-token.ts'

const missing = opensslMissing()
const signedPart = (token: Buffer) => Buffer.from(new SignedData({ schema: ContentInfo.fromBER(new Uint8Array(token)).content as AsnType }).encapContentInfo.eContent!.getValue())
const text = 'stamps.example/log/access\n7\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n'

suite('time-stamps', { skip: missing ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-stamps-'))
  let authority: RunningAuthority
  let stranger: RunningAuthority
  let room: RoomDatabase
  before(async () => {
    authority = await startAuthority(join(folder, 'authority'), 'authority')
    stranger = await startAuthority(join(folder, 'stranger'), 'stranger')
    room = await roomDatabase()
  })
  after(async () => {
    await Promise.all([authority.stop(), stranger.stop(), room.close()])
    rmSync(folder, { recursive: true, force: true })
  })
  const answering = async <T>(instead: RunningAuthority['instead'], work: () => Promise<T>): Promise<T> => {
    authority.instead = instead
    try {
      return await work()
    } finally {
      authority.instead = undefined
    }
  }
  const bytes = (content: Buffer) => () => ({ status: 200, type: replyType, bytes: content })

  test('a token over the text holds, says when and who, and openssl agrees', async () => {
    const { token, at } = await askAuthority(authority, text)
    const stamp = await verifyToken(token, text, authority.roots)
    assert.equal(stamp.at.getTime(), at.getTime())
    assert.match(stamp.signer, /authority stamps/)
    writeFileSync(join(folder, 'token'), token)
    writeFileSync(join(folder, 'text'), text)
    assert.match(execFileSync('openssl', ['ts', '-verify', '-token_in', '-in', join(folder, 'token'), '-data', join(folder, 'text'), '-CAfile', join(authority.folder, 'root.pem')], { encoding: 'utf8', stdio: 'pipe' }), /OK/)
  })

  test('over another text, under another root, or with any byte of it changed: refused', async () => {
    const { token } = await askAuthority(authority, text)
    await assert.rejects(verifyToken(token, `${text} `, authority.roots), /over something else/)
    await assert.rejects(verifyToken(token, text, stranger.roots), /not signed under a known authority/)
    await assert.rejects(verifyToken(token, text, []), /not signed under a known authority/)
    const { token: foreign } = await askAuthority(stranger, text)
    await assert.rejects(verifyToken(foreign, text, authority.roots), /not signed under a known authority/)
    // Framing and a root that was given anyway may be other bytes; what the token says may not.
    const standing: number[] = []
    const told = await verifyToken(token, text, authority.roots)
    for (let place = 0; place < token.length; place += 3) {
      const forged = Buffer.from(token)
      forged[place]! ^= 1
      const found = await verifyToken(forged, text, authority.roots).catch(() => undefined)
      if (!found) continue
      standing.push(place)
      assert.deepEqual(found, told, `byte ${place}: what the token says is what was signed`)
    }
    assert.ok(standing.length < token.length / 2, `${standing.length} of ${token.length} bytes may change`)
    const said = signedPart(token)
    const start = token.indexOf(said)
    assert.ok(start > 0 && standing.every((place) => place < start || place >= start + said.length), 'nothing of what was signed')
  })

  test('a replayed answer, a refusal, nonsense, another kind, a detour, too much: refused with the reason', async () => {
    const earlier = authority.reply((await askAuthority(authority, text).then(() => authority.queries.at(-1)))!)
    await assert.rejects(answering(bytes(earlier), () => askAuthority(authority, text)), /nonce is not ours/)
    // A query that openssl cannot read is answered with a refusal.
    await assert.rejects(answering(bytes(authority.reply(Buffer.from('nonsense'))), () => askAuthority(authority, text)), /refuses \(status 2\)/)
    await assert.rejects(answering(bytes(Buffer.from('nonsense')), () => askAuthority(authority, text)), /none of a time-stamp authority/)
    await assert.rejects(answering(() => ({ status: 200, type: 'text/html', bytes: Buffer.from('<p>welcome</p>') }), () => askAuthority(authority, text)), /text\/html/)
    await assert.rejects(answering(() => ({ status: 302, type: replyType, bytes: Buffer.from(stranger.url) }), () => askAuthority(authority, text)), /status 302/)
    await assert.rejects(answering(bytes(Buffer.alloc(70_000)), () => askAuthority(authority, text)), /more than 65536 bytes/)
    // Foreign: the right question, answered by somebody else.
    await assert.rejects(answering((query) => ({ status: 200, type: replyType, bytes: stranger.reply(query) }), () => askAuthority(authority, text)), /not signed under a known authority/)
  })

  /** Another certificate of the same name, number, key and root as the signer's. */
  const issueAgain = (usage: string): string => {
    const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: authority.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    writeFileSync(join(authority.folder, 'other.ext'), `keyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}\n`)
    const serial = /serial=(\w+)/.exec(openssl('x509', '-in', 'tsa.pem', '-noout', '-serial'))![1]!
    return openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', `0x${serial}`, '-days', '20', '-extfile', 'other.ext')
  }
  const exchangeSigner = (token: Buffer, other: string): Buffer => {
    const content = ContentInfo.fromBER(new Uint8Array(token))
    const signed = new SignedData({ schema: content.content as AsnType })
    signed.certificates = [Certificate.fromBER(new X509Certificate(other).raw)]
    content.content = signed.toSchema(true)
    return Buffer.from(content.toSchema().toBER())
  }

  test('another certificate over the same key: for other uses, too, or simply not the one that the token names', async () => {
    // Before the token, so that its time lies within their validity.
    const [plain, ...others] = ['critical,timeStamping', 'critical,timeStamping,clientAuth', 'timeStamping', 'critical,codeSigning'].map(issueAgain)
    const { token } = await askAuthority(authority, text)
    for (const other of others) await assert.rejects(verifyToken(exchangeSigner(token, other), text, authority.roots), /not for time-stamps alone/)
    await assert.rejects(verifyToken(exchangeSigner(token, plain!), text, authority.roots), /names another certificate/)
  })

  test('it holds after its certificates have ended', async (t) => {
    const { token, at } = await askAuthority(authority, text)
    t.mock.timers.enable({ apis: ['Date'], now: at.getTime() + 10 * 365 * 86_400_000 })
    assert.ok(new X509Certificate(authority.roots[0]!).validToDate.getTime() < Date.now())
    assert.equal((await verifyToken(token, text, authority.roots)).at.getTime(), at.getTime())
  })

  test('an authority of the open internet that is not there is not asked', async () => {
    const outside = { url: authority.url.replace('127.0.0.1', 'stamps.example'), isInside: false }
    const asked = authority.queries.length
    await assert.rejects(postQuery(outside, Buffer.of(1), { resolve: async () => ['127.0.0.1'] }), /not on the open internet/)
    await assert.rejects(postQuery(outside, Buffer.of(1), { resolve: async () => ['1.1.1.1', '10.0.0.1'] }), /not on the open internet/)
    await assert.rejects(postQuery({ url: authority.url, isInside: false }, Buffer.of(1)), /not on the open internet/)
    assert.equal(authority.queries.length, asked)
  })

  test('published checkpoints are stamped and served; one authority down: told, counted, and the log goes on', async () => {
    const lines: { authority?: string; msg?: string }[] = []
    const logger = pino({ level: 'info' }, { write: (line: string) => { lines.push(JSON.parse(line) as typeof lines[number]) } })
    await stranger.stop()
    const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger, host: 'stamps.example', secret: randomBytes(32), authorities: [authority, stranger] })
    const log = transparency.log('access', 'exchange')
    await transparency.start()
    const add = async () => {
      const entry = { id: newId(), entry: Buffer.from(`\x01${newId()}`) }
      await room.database.room<LogTables>('exchange').transaction((tx) => log.add(tx, [entry]))
      assert.equal((await log.receipts([entry.id])).length, 1)
      await log.settle()
      return entry.id
    }
    const until = async (isSo: () => Promise<boolean>) => { while (!await isSo()) await new Promise((resolve) => { setTimeout(resolve, 100) }) }
    const id = await add()
    await until(async () => { await log.settle(); return (await log.stampsOf(id)).length === 1 })
    const [first] = await log.stampsOf(id)
    // The earliest stays the entry's own, however the log grows.
    await add()
    await until(async () => { await log.settle(); return (await log.stamps())[0]!.size === (await log.published())!.size })
    assert.deepEqual((await log.stampsOf(id)).map(({ proof }) => proof), [first!.proof])
    const states = await log.authorityStates()
    assert.deepEqual(states.map((state) => [state.authority, state.stampedAt !== null, state.failingSince !== null]), [['authority', true, false], ['stranger', false, true]])
    assert.match(states[1]!.cause ?? '', /ECONNREFUSED/)
    assert.equal(lines.filter((line) => line.authority === 'stranger' && line.msg === 'no time-stamps from this authority').length, 1, 'told once')

    const app = fastify() as unknown as FastifyInstance
    serveTiles(app, transparency)
    observe(app, room.database.pool, [], measureStamps(transparency))
    const metrics = (await app.inject('/metrics')).body
    assert.match(metrics, /maru_log_stamp_failing\{log="access",authority="authority"\} 0/)
    assert.match(metrics, /maru_log_stamp_failing\{log="access",authority="stranger"\} 1/)
    assert.match(metrics, /maru_log_stamp_time_seconds\{log="access",authority="authority"\} 1\d{9}/)
    const served = (await app.inject('/log/access/stamps')).json<{ stamps: { authority: string; checkpoint: string; token: string; at: string }[] }>().stamps
    assert.equal(served.length, 1)
    const verified = await verifyToken(Buffer.from(served[0]!.token, 'base64'), parseCheckpoint(served[0]!.checkpoint).note.text, authority.roots)
    assert.equal(verified.at.toISOString(), served[0]!.at)
    await app.close()
    await transparency.stop()
    await assert.rejects(room.database.room('kernel').transaction((tx) => tx.deleteFrom('log_stamp' as never).execute()), /permission denied/)
  })
})
