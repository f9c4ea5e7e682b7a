/** SD-JWT VC beside the stock library: nothing is accepted that it refuses, and nothing means anything else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { issueSdJwt, stockSdJwt } from './test-sd-jwt.ts'
import { bound, check, digestOf, disclosure, holder, issue, issuerKeys, nonce, now, present, prove, refused, shown, signed } from './test-showing.ts'

test('whatever is changed, nothing is accepted that the stock library refuses, and nothing means anything else', async () => {
  const stock = stockSdJwt({ key: issuerKeys.publicKey, nonce, at: now })
  assert.ok(await stock(shown))
  const honest = check(shown)
  await fc.assert(fc.asyncProperty(mutation(shown), async (text) => {
    const ours = check(text)
    if (!ours.valid) return
    assert.deepEqual(ours.verified.claims, honest.valid && honest.verified.claims)
    await stock(text)
  }), { numRuns: 400 })
})

test('any claims, withheld and shown at will, mean what the stock library takes them to mean', async () => {
  const stock = stockSdJwt({ key: issuerKeys.publicKey, nonce, at: now })
  const names = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  await fc.assert(fc.asyncProperty(fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }), fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']), async (any, show) => {
    fc.pre(!JSON.stringify(any).includes('"_sd') && !JSON.stringify(any).includes('"..."') && !JSON.stringify(any).includes('__proto__'))
    const presented = await present(await issueSdJwt({ key: issuerKeys.privateKey, holder: holder.publicKey, claims: any }), show.filter((name) => name in any))
    const ours = check(presented)
    assert.ok(ours.valid, JSON.stringify(ours))
    assert.deepEqual(JSON.parse(JSON.stringify(ours.verified.claims)), JSON.parse(JSON.stringify((await stock(presented)).payload)))
  }), { numRuns: 60 })
})

test('a malformed credential with a good signature: what we accept, the stock library accepts with the same claims', async () => {
  const stock = stockSdJwt({ key: issuerKeys.publicKey, nonce, at: now })
  const shownOnes = ['x', 'y'].map((name, at) => disclosure(`salt-salt-salt-salt-${at}`, name, { deep: [at] }))
  const digests = fc.constantFrom<unknown>(...shownOnes.map(digestOf), 'decoy', 7, null)
  const place = fc.record({ _sd: fc.oneof(fc.array(digests, { maxLength: 3 }), fc.constantFrom<unknown>('x', {}, null)), x: fc.jsonValue(), list: fc.array(fc.record({ '...': digests, more: fc.nat() }, { requiredKeys: ['...'] }), { maxLength: 2 }) }, { requiredKeys: [] })
  await fc.assert(fc.asyncProperty(place, place, fc.shuffledSubarray(shownOnes), async (top, inner, given) => {
    const presented = prove(`${signed(bound({ ...top, inner, _sd_alg: 'sha-256' }))}${given.map((one) => `${one}~`).join('')}`)
    const ours = check(presented)
    if (ours.valid) assert.deepEqual(JSON.parse(JSON.stringify(ours.verified.claims)), JSON.parse(JSON.stringify((await stock(presented)).payload)))
  }), { numRuns: 200 })
})

test('where the stock library refuses an honest change of the session, so do we', async () => {
  const later = stockSdJwt({ key: issuerKeys.publicKey, nonce: 'another', at: now })
  await assert.rejects(later(shown))
  refused(shown, 'wrong-nonce', { nonce: 'another' })
  const brief = await present(await issue({ exp: now - 100 }), [])
  await assert.rejects(stockSdJwt({ key: issuerKeys.publicKey, nonce, at: now })(brief))
  refused(brief, 'expired')
})

/** One sign changed, a piece cut out, doubled or moved. */
function mutation(text: string) {
  const at = fc.nat({ max: text.length - 1 })
  return fc.oneof(
    fc.tuple(at, fc.constantFrom(...Array.from('ABab01-_.~= '))).map(([where, sign]) => text.slice(0, where) + sign + text.slice(where + 1)),
    fc.tuple(at, fc.nat({ max: 40 })).map(([where, length]) => text.slice(0, where) + text.slice(where + length)),
    fc.tuple(at, fc.nat({ max: 40 })).map(([where, length]) => text.slice(0, where + length) + text.slice(where)),
    fc.shuffledSubarray(text.split('~'), { minLength: 1 }).map((parts) => parts.join('~')),
  )
}
