/** A decision record gives the same bits again, or says why not. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { JWK } from 'jose'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createRules, type FactSet } from '../index.ts'
import { drawFacts } from '../test-families.ts'

const pack = loadPack('packs/kr')
const newKey = (kid: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key: { ...privateKey.export({ format: 'jwk' }), kid } as JWK, open: { ...publicKey.export({ format: 'jwk' }), kid } as JWK }
}
const [own, other] = [newKey('one'), newKey('one')]
const rules = createRules(pack, { issuer: 'https://maru.example', key: own.key })
const dayOf = (facts: FactSet) => (facts['application'] as { date: string }).date
const changed = (from: string, to: string) => createRules({ ...pack, rules: pack.rules.map((page) => ({ ...page, text: page.text.replaceAll(from, to) })) })

test('whoever was decided about, the record gives the same bits, and carries no fact that no rule read', async () => {
  await fc.assert(fc.asyncProperty(drawFacts(pack, 0.2), async (facts) => {
    const { findings, record } = await rules.decide({ facts, on: dayOf(facts), knownAt: '2026-03-01' })
    const again = await rules.rerun(record, [own.open])
    assert.ok(again.record !== null)
    assert.deepEqual([again.same, again.isSigned, again.changedTexts, again.differing], [true, true, [], []])
    assert.deepEqual(JSON.parse(again.record.answer), JSON.parse(JSON.stringify(findings.map(({ rule: { file, name }, ...finding }) => ({ ...finding, rule: { file, name } })))))
    assert.equal((again.record.facts['household'] as Record<string, unknown>)['account'], undefined)
  }), { numRuns: 30 })
})

const facts: FactSet = { household: { support_area: 'capital', population_decline: false }, child: [], newborn: [{ name: '하늘', birth_date: '2026-01-20', order: 1 }], application: { date: '2026-02-10' } }
const decided = { facts, on: '2026-02-10', services: ['child-allowance', 'heating-birth'] }

test('a figure published later changes nothing that was decided before', async () => {
  const { record } = await rules.decide(decided)
  const later = await changed('from 2018-09-01: 100,000', 'from 2018-09-01: 100,000\n  from 2026-02-01 known 2026-04-01: 150,000').rerun(record, [own.open])
  assert.ok(later.record !== null && later.same)
  assert.deepEqual(later.record.figures.find(({ name }) => name === 'child_allowance'), { name: 'child_allowance', from: '2018-09-01', known: '2018-09-01', file: 'rules/child-allowance.md', line: 12, value: '100000' })
})

test('another text is named, with the services that come out otherwise', async () => {
  const { record } = await rules.decide(decided)
  const otherwise = await changed('from 2018-09-01: 100,000', 'from 2018-09-01: 120,000').rerun(record, [own.open])
  assert.ok(otherwise.record !== null && !otherwise.same)
  assert.deepEqual(otherwise.changedTexts, [{ service: 'child-allowance', file: 'rules/child-allowance.md' }])
  assert.deepEqual(otherwise.differing.map(({ service, before, now }) => [service, before.amounts[0]?.value, now?.amounts[0]?.value]), [['child-allowance', 100_000, 120_000]])
})

test('a record that was touched, or signed by somebody else, is not believed', async () => {
  const { record } = await rules.decide(decided)
  const [header, body, signature] = record.split('.') as [string, string, string]
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('2026-01-20', '2026-01-21')).toString('base64url')
  for (const [token, keys] of [[`${header}.${forged}.${signature}`, [own.open]], [record, [other.open]], [record, []]] as const) {
    const read = await rules.rerun(token, keys)
    assert.ok(read.record !== null && !read.isSigned, token.slice(0, 20))
  }
  for (const token of ['', 'a.b.c', body, `${header}.${Buffer.from('{"version":1}').toString('base64url')}.${signature}`]) assert.equal((await rules.rerun(token, [own.open])).record, null)
})
