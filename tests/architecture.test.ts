/** The order of the house, each rule beside a fixture that breaks it. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { rooms } from '../src/app/rooms.ts'
import { findBackDoors, findBarrels, findCycles, findForeignTables, findWrongWays, limits, measureSizes, order, tablesIn } from './architecture/house-rules.ts'
import { readSource, readSources } from './architecture/read-sources.ts'

const sources = readSources(process.cwd())
const tables = new Map(globSync('src/modules/*/migrations').map((folder) =>
  [dirname(folder).split('/').at(-1)!, new Set(globSync(`${folder}/*.sql`).flatMap((file) => tablesIn(readFileSync(file, 'utf8'))))] as const))

test('the house is read', () => {
  assert.ok(sources.length > 200, `${sources.length} files`)
  assert.deepEqual(new Set([...globSync('src/modules/*')].map((path) => path.split('/').at(-1))), new Set(order))
  assert.ok(rooms.every((room) => tables.get(room)?.size), JSON.stringify([...tables.keys()]))
})

test('nothing rests on what comes later', () => {
  assert.deepEqual(findWrongWays(sources), [])
  for (const [path, text] of [
    ['src/kernel/db/database.ts', `import { createCases } from '../../modules/cases/index.ts'`],
    ['src/kernel/http/http.ts', `import { portalPage } from '../../web/portal/portal-page.tsx'`],
    ['src/web/portal/portal-page.tsx', `import type { Cases } from '../../modules/cases/index.ts'`],
    ['src/modules/exchange/ask.ts', `import { Submitted } from '../cases/index.ts'`],
    ['src/modules/cases/assess.ts', `import { makePopulation } from '../../../demo/population/make-population.ts'`],
    ['src/modules/rules/index.ts', `const compose = await import('../../app/compose.ts')`],
    ['packages/pack-kit/check.ts', `import { createCases } from '../../src/modules/cases/index.ts'`],
    ['src/modules/novelty/index.ts', `import { createRules } from '../rules/index.ts'`],
  ] as const) assert.equal(findWrongWays([readSource(path, text)]).length, 1, path)
  assert.deepEqual(findWrongWays([readSource('src/modules/cases/index.ts', `import type { Rules } from '../rules/index.ts'`)]), [])
})

test('rooms are entered by their doors', () => {
  assert.deepEqual(findBackDoors(sources), [])
  for (const [path, text] of [
    ['src/modules/cases/assess.ts', `import { fillSentence } from '../rules/language/fill-sentence.ts'`],
    ['src/app/compose.ts', `import { portalRoutes } from '../modules/cases/portal-routes.ts'`],
    ['src/modules/notices/index.ts', `export { disclose } from '../exchange/disclose.ts'`],
  ] as const) assert.equal(findBackDoors([readSource(path, text)]).length, 1, path)
})

test('no room names a table of another', () => {
  assert.deepEqual(findForeignTables(sources, tables), [])
  for (const text of [`tx.selectFrom('access_log').selectAll()`, `tx.selectFrom('part').innerJoin('exchange.consent as c', 'c.id', 'part.id')`, 'sql`select * from identity.session`']) {
    assert.equal(findForeignTables([readSource('src/modules/cases/queries.ts', text)], tables).length, 1, text)
  }
})

test('no file only passes on', () => {
  assert.deepEqual(findBarrels(sources), [])
  assert.equal(findBarrels([readSource('src/modules/cases/all.ts', `export * from './assess.ts'\nexport { x } from './x.ts'`)]).length, 1)
})

test('no two files wait for each other', () => {
  assert.deepEqual(findCycles(sources), [])
  const two = [readSource('src/a.ts', `import { b } from './b.ts'`), readSource('src/b.ts', `import { a } from './a.ts'`)]
  assert.deepEqual(findCycles(two), ['src/a.ts → src/b.ts → src/a.ts'])
  assert.deepEqual(findCycles([two[0]!, readSource('src/b.ts', `import type { A } from './a.ts'`)]), [])
})

test('decisions are numbered one by one, as their titles say', () => {
  const files = globSync('docs/decisions/*.md').sort()
  assert.deepEqual(files.map((file) => Number(/(\d{4})-/.exec(file)?.[1])), files.map((_, index) => index + 1))
  for (const file of files) assert.equal(readFileSync(file, 'utf8').slice(2, 6), /(\d{4})-/.exec(file)?.[1], file)
})

test('files stay small', (context) => {
  const { median, longest } = measureSizes(sources)
  context.diagnostic(`${sources.length} files, median ${median} lines; longest: ${longest.map(({ path, lines }) => `${path} ${lines}`).join(', ')}`)
  assert.ok(median <= limits.median, `median ${median}`)
  assert.deepEqual(longest.filter(({ lines }) => lines > limits.file), [])
  assert.equal(measureSizes([readSource('long.ts', '\n'.repeat(limits.file))]).longest[0]!.lines > limits.file, true)
})
