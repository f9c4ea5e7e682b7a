/** The store behind the authorization server, on real PostgreSQL: what works once works once, what is over is over. */
import assert from 'node:assert/strict'
import type { AsyncLocalStorage } from 'node:async_hooks'
import { after, before, test } from 'node:test'
import type { Adapter, AdapterPayload } from 'oidc-provider'
// @ts-expect-error the library has no types for how it knows its request
import untypedAls from 'oidc-provider/lib/helpers/als.js'
import { roomDatabase, type RoomDatabase } from '../../../../../tests/support/room-database.ts'
import type { IdentityTables } from '../../tables.ts'
import { revokeAccount } from '../revoke-account.ts'
import { createAdapter, openStore, type Store } from './adapter.ts'
import { firstTimes } from './is-first.ts'
import { createCodeAdapter, mostTries } from './offer-adapters.ts'
import { createReplayAdapter } from './replay-adapter.ts'

const als = untypedAls as AsyncLocalStorage<object>
let room: RoomDatabase
let tokens: Adapter
let codes: Adapter
let store: Store
const db = () => room.database.room<IdentityTables>('identity')

before(async () => {
  room = await roomDatabase()
  store = openStore(db())
  tokens = createAdapter(store, 'AccessToken')
  codes = createAdapter(store, 'AuthorizationCode')
})
after(() => room.close())

const payload = (changes: Partial<AdapterPayload> = {}): AdapterPayload => ({ kind: 'AccessToken', accountId: 'resident:KR-DEMO-000001', clientId: 'tax', grantId: 'a-grant', scope: 'openid', ...changes })
const kept = async (adapter: Adapter, id: string) => (await adapter.find(id)) !== undefined

test('what is stored comes back whole, also after a second writing', async () => {
  await tokens.upsert('one', payload({ jti: 'one' }), 60)
  assert.deepEqual(await tokens.find('one'), payload({ jti: 'one' }))
  await tokens.upsert('one', payload({ jti: 'one', scope: 'openid profile' }), 60)
  assert.equal((await tokens.find('one') as AdapterPayload).scope, 'openid profile')
})

test('nothing that a client holds stands in the database', async () => {
  await tokens.upsert('a-secret-that-opens', payload({ jti: 'a-secret-that-opens' }), 60)
  const [{ dump } = { dump: '' }] = await room.ask<{ dump: string }>(`select string_agg(t::text, ' ') as dump from identity.authorization_state t`)
  assert.doesNotMatch(dump, /a-secret-that-opens/)
})

test('what has ended is not found', async () => {
  await tokens.upsert('short', payload(), 60)
  await room.ask(`update identity.authorization_state set ends_at = now() - interval '1 second' where id_hash = sha256('short')`)
  assert.equal(await kept(tokens, 'short'), false)
})

test('a code is consumed once, by however many at once', async () => {
  await codes.upsert('code', payload({ kind: 'AuthorizationCode' }), 60)
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => codes.consume('code')))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  assert.ok((await codes.find('code') as AdapterPayload).consumed)
})

test('a revoked grant takes its tokens and codes, and nobody else’s', async () => {
  await tokens.upsert('of-grant', payload({ grantId: 'revoked' }), 60)
  await codes.upsert('code-of-grant', payload({ kind: 'AuthorizationCode', grantId: 'revoked' }), 60)
  await tokens.upsert('of-another', payload({ grantId: 'other' }), 60)
  await Promise.all([tokens.revokeByGrantId('revoked'), codes.revokeByGrantId('revoked')])
  assert.deepEqual(await Promise.all([kept(tokens, 'of-grant'), kept(codes, 'code-of-grant'), kept(tokens, 'of-another')]), [false, false, true])
})

test('an account’s everything goes in one statement, and nobody else’s', async () => {
  await tokens.upsert('hers', payload({ accountId: 'resident:her' }), 60)
  await tokens.upsert('his', payload({ accountId: 'resident:his' }), 60)
  await revokeAccount(db(), 'resident:her')
  assert.deepEqual(await Promise.all([kept(tokens, 'hers'), kept(tokens, 'his')]), [false, true])
})

test('a session is found by both its names, and by the inner one without its secret', async () => {
  const sessions = createAdapter(store, 'Session')
  await sessions.upsert('cookie-value', payload({ kind: 'Session', uid: 'inner-name', jti: 'cookie-value' }), 60)
  assert.equal((await sessions.find('cookie-value') as AdapterPayload).uid, 'inner-name')
  assert.equal((await sessions.findByUid('inner-name') as AdapterPayload).jti, undefined)
})

test('a proof is new once', async () => {
  const isFirst = firstTimes(db())
  assert.deepEqual(await Promise.all(Array.from({ length: 10 }, () => isFirst('a-proof', 60))).then((all) => all.filter(Boolean).length), 1)
  const replays = createReplayAdapter(store.writer, createAdapter(store, 'ReplayDetection'))
  await replays.upsert('b-proof', payload(), 60)
  await assert.rejects(async () => replays.upsert('b-proof', payload(), 60), { error: 'invalid_grant' })
})

test('a request is written whole or not at all, and those that are written with it stand by themselves', async () => {
  const { writer } = store
  const until = () => new Date(Date.now() + 60_000)
  await codes.upsert('shared-code', payload({ kind: 'AuthorizationCode' }), 60)
  /** As the token endpoint does it. */
  const redeem = (name: string, proof: string, code: string, scope = 'openid') => {
    const request = {}
    return als.run(request, async () => {
      await writer.firstUse(proof, until())
      await codes.consume(code)
      await tokens.upsert(name, payload({ scope }), 60)
      assert.equal((await tokens.find(name) as AdapterPayload).scope, scope, 'the request itself sees what it has made')
      await writer.finish(request)
    })
  }
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => codes.upsert(`code-${name}`, payload({ kind: 'AuthorizationCode' }), 60)))
  const outcomes = await Promise.allSettled([
    redeem('whole-a', 'proof-a', 'code-a'), redeem('whole-b', 'proof-b', 'shared-code'), redeem('whole-c', 'proof-c', 'shared-code'), redeem('whole-d', 'proof-a', 'code-d'),
    redeem('whole-e', 'proof-e', 'code-e', 'no text of PostgreSQL: \0'), redeem('whole-f', 'proof-f', 'code-f'),
  ])
  const given = outcomes.map(({ status }) => status === 'fulfilled')
  const [a, b, c, d, e, f] = given
  // Whichever of two came first.
  assert.deepEqual([a !== d, b !== c, e, f], [true, true, false, true])
  assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => kept(tokens, `whole-${name}`))), given)
  assert.equal((await codes.find('code-e') as AdapterPayload).consumed, undefined, 'what failed has used nothing up')
})

test('a pre-authorized code is looked at five times: a thousand guesses at once are no more', async () => {
  const offers = createCodeAdapter(store, createAdapter(store, 'PreAuthorizedCode'), Buffer.alloc(32))
  await offers.upsert('offer', payload({ kind: 'PreAuthorizedCode', txCode: '123456' }), 60)
  const looks = await Promise.all(Array.from({ length: 100 }, () => kept(offers, 'offer')))
  assert.equal(looks.filter(Boolean).length, mostTries)
  const [{ payload: stored } = { payload: {} }] = await room.ask<{ payload: object }>(`select payload from identity.authorization_state where id_hash = sha256('offer')`)
  assert.doesNotMatch(JSON.stringify(stored), /123456/)
})

test('a session is found by its name alone, however many there are, before the table has ever been analysed', async () => {
  await room.ask(`insert into identity.authorization_state (model, id_hash, payload, uid, ends_at)
    select 'Session', sha256(convert_to('s' || n, 'UTF8')), '{}', 'uid-' || n, now() + interval '1 hour' from generate_series(1, 5000) n`)
  const plan = await room.ask<{ 'QUERY PLAN': string }>(`explain select payload from identity.authorization_state
    where model = 'Session' and uid = 'uid-77' and ends_at > now() order by ends_at desc limit 1`)
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  assert.match(text, /Index Cond: \(\(uid = 'uid-77'::text\) AND \(model = 'Session'::text\)\)/)
})
