import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Reading, shownAs } from '../../../modules/rules/index.ts'
import type { Explained } from './explain-in-words.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'maru-rules-'))
after(() => rmSync(folder, { recursive: true }))
/** What was compiled once need not be compiled by each of the commands below. */
const env = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(folder, 'compiled') }

function maru(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', 'rules', ...words], { cwd: root, encoding: 'utf8', env })
  return { status, stdout, stderr }
}
const file = (name: string, text: string) => { writeFileSync(join(folder, name), text); return join(folder, name) }
const household = (household: object, more: object = {}) => JSON.stringify({ household, child: [], newborn: [{ name: '하늘', birth_date: '2024-11-10', order: 1 }], ...more })
const facts = file('facts.json', household({ size: 3, support_area: 'capital', population_decline: false, monthly_income: 9_000_000, electricity_contract: 'residential' }, { application: { date: '2026-11-25' } }))

test('one household, in words and for programs', () => {
  const words = maru('explain', '--pack', 'packs/kr', '--facts', facts, '--on', '2026-11-25', '--language', 'en', '--rule', 'child-allowance', '--rule', 'child-tax-credit')
  assert.equal(words.status, 0, words.stderr)
  assert.match(words.stdout, /₩100,000 a month, from November 10, 2024, until November 10, 2037, for 하늘\n {2}✓ 하늘 is under 9\. {2}Child Allowance Act §4 \(2026-11-01\)/)
  assert.match(words.stdout, /→ owed if household\.monthly_income were 5833333 \(now 9000000\)/)
  const answer = JSON.parse(maru('explain', '--pack', 'packs/kr', '--facts', facts, '--on', '2026-11-25', '--json').stdout) as Explained
  assert.ok(answer.findings.length > 10 && answer.questions.length > 0)
})

test('facts that cannot be are told at their place', () => {
  const wrong = file('wrong.json', household({ sice: 3, size: '3', region: 'paris' }))
  const { status, stderr } = maru('explain', '--pack', 'packs/kr', '--facts', wrong, '--on', '2026-11-25')
  assert.equal(status, 1)
  assert.match(stderr, /#\/household\/sice {2}facts\.json has no such fact\. Meant: size\./)
  assert.match(stderr, /#\/household\/size {2}The value does not fit\./)
  assert.match(maru('explain', '--pack', 'packs/kr', '--facts', file('broken.json', '{'), '--on', '2026-11-25').stderr, /broken\.json is no JSON/)
  assert.match(maru('explain', '--pack', 'packs/kr', '--facts', facts, '--on', '2026-02-30').stderr, /2026-02-30 is no day between 1600 and 2399\. Write it as 2026-11-02\.\n$/)
  assert.equal(maru('explain', '--pack', 'packs/kr', '--facts', facts, '--on', '2026-11-25', '--rule', 'nothing').status, 2)
})

test('a household that cannot be is told, and nothing is reckoned of it', () => {
  const wrong = file('older.json', household({ size: 3 }, { applicant: { birth_date: '1990-01-01' }, child: [{ birth_date: '1980-01-01' }], person: [{ relation: 'self' }, { relation: 'self' }] }))
  const { status, stdout } = maru('explain', '--pack', 'packs/kr', '--facts', wrong, '--on', '2026-11-25', '--language', 'en')
  assert.equal(status, 1)
  assert.equal(stdout.trim(), '✗ person[0] and person[1] are both “self”, and one can be.\n✗ A child cannot be older than the one who applies for it.')
})

test('a rule is shown as text, drawing, Mermaid and data, and all four say the same; what is no format, rule or language is refused with those there are', async () => {
  const show = ['show', '--pack', 'packs/farland', '--rule', 'welcome-grant', '--on', '2026-11-25', '--language', 'ar']
  const shown = await Promise.all(shownAs.map(async (format) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', 'rules', ...show, '--format', format], { cwd: root, env })
    assert.equal(stderr, '')
    return [format, stdout] as const
  }))
  const { text, svg, mermaid, json } = Object.fromEntries(shown) as Record<(typeof shownAs)[number], string>
  const reading = JSON.parse(json) as Reading
  assert.deepEqual([reading.service, reading.language, reading.on], ['welcome-grant', 'ar', '2026-11-25'])
  const { nodes, edges } = reading.diagram
  assert.ok(nodes.length > 3 && edges.length > 3)
  assert.match(text, new RegExp(`^${reading.name} \\(welcome-grant\\)\n`))
  for (const { holds } of reading.branches.flatMap(({ conditions }) => conditions)) assert.ok(text.includes(holds), holds)
  assert.match(svg, /^<svg [^>]*role="img" aria-label="[^"]+"[^>]*>.*<\/svg>\n$/s)
  assert.equal(svg.match(/<g class="rule-box/g)?.length, nodes.length)
  assert.equal(svg.match(/<g class="rule-line/g)?.length, edges.length)
  assert.match(mermaid, /^flowchart RL\n/)
  for (const { words } of nodes) assert.ok(text.includes(words), words)
  assert.equal(mermaid.match(/ -->/g)?.length, edges.length)
  assert.equal(maru(...show, '--format', 'pdf').stderr.split('\n')[0], '--format pdf: write text, svg, mermaid, json.')
  const nothing = maru(...show.slice(0, 3), '--rule', 'nothing')
  assert.equal(nothing.status, 2)
  assert.match(nothing.stderr, /^No rule decides nothing\. There are: .*welcome-grant/)
})

test('worked examples run, and a wrong one is told with its line', () => {
  const pack = join(folder, 'template')
  cpSync(join(root, 'packs/template'), pack, { recursive: true })
  assert.match(maru('test', '--pack', pack).stdout, /✓ \d+ worked examples/)
  const page = join(pack, 'rules/example.md')
  writeFileSync(page, readFileSync(page, 'utf8').replace(/expect owed [\d,]+/, 'expect owed 1'))
  const { status, stderr } = maru('test', '--pack', pack)
  assert.equal(status, 1)
  assert.match(stderr, /rules\/example\.md:\d+:\d+ {2}“.*” gives: owed \d+ once\. Expected: owed 1 once\./)
})

test('a page is laid out, and --check only tells', () => {
  const pack = join(folder, 'shaken')
  cpSync(join(root, 'packs/template'), pack, { recursive: true })
  const page = join(pack, 'rules/example.md')
  maru('format', '--pack', pack)
  const tidy = readFileSync(page, 'utf8')
  writeFileSync(page, tidy.replaceAll(/^ {2}when/gm, 'when'))
  assert.equal(maru('format', '--pack', pack, '--check').status, 1)
  assert.notEqual(readFileSync(page, 'utf8'), tidy)
  assert.equal(maru('format', '--pack', pack).status, 0)
  assert.equal(readFileSync(page, 'utf8'), tidy)
  assert.equal(maru('format', '--pack', pack, '--check').status, 0)
})

test('a decision is reached again from its record; by another law, or with another key, it is not', () => {
  const [key, stranger, record] = [join(folder, 'key.json'), join(folder, 'stranger.json'), join(folder, 'record.jws')]
  for (const path of [key, stranger]) spawnSync(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', 'key', 'new', path], { cwd: root })
  assert.equal(maru('explain', '--pack', 'packs/kr', '--facts', facts, '--on', '2026-11-25', '--record', record, '--key', key).status, 0)
  const good = maru('rerun', record, '--pack', 'packs/kr', '--keys', key)
  assert.deepEqual([good.status, good.stderr], [0, ''])
  assert.match(good.stdout, /✓ The same bits: \d+ services on 2026-11-25/)
  assert.match(maru('rerun', record, '--pack', 'packs/kr', '--keys', stranger).stderr, /Not signed by any of these keys/)
  const pack = join(folder, 'kr')
  cpSync(join(root, 'packs/kr'), pack, { recursive: true })
  const page = join(pack, 'rules/child-allowance.md')
  writeFileSync(page, readFileSync(page, 'utf8').replace('from 2018-09-01: 100,000', 'from 2018-09-01: 90,000'))
  const { status, stderr } = maru('rerun', record, '--pack', pack, '--keys', key)
  assert.equal(status, 1)
  assert.match(stderr, /✗ child-allowance: owed then, owed now/)
  assert.match(stderr, /The page of child-allowance is another one now: rules\/child-allowance\.md/)
})

test('a cohort is counted, printed as SQL, and a condition that is none is told at its place', () => {
  const people = join(folder, 'people')
  assert.equal(maru('population', '--pack', 'packs/farland', '--people', '2000', '--on', '2026-11-25', '--out', people, '--json').status, 0)
  const ask = (...words: string[]) => maru('cohort', '--pack', 'packs/farland', '--columns', people, '--on', '2026-11-25', ...words)
  const { stdout, stderr } = ask('--where', 'household.monthly_income is under 2,000,000', '--json')
  const { holds, fails, unknown } = JSON.parse(stdout) as Record<'holds' | 'fails' | 'unknown', number>
  assert.deepEqual([stderr, unknown], ['', 0])
  assert.ok(holds > 0 && fails > 0)
  assert.match(ask('--owed', 'welcome-grant', '--by', 'household.nursery', '--sum', 'household.benefits.year').stdout, /^\d+ households; of \d+ it does not hold, of \d+ nobody knows\n {2}household\.benefits\.year: \d+/)
  assert.match(ask('--owed', 'welcome-grant', '--sql').stdout, /^WITH household_0 AS \(SELECT/)
  assert.match(ask('--where', 'household.monthly_incme is over 3').stderr, /“household\.monthly_incme is over 3”, sign 1: .*monthly_income/)
})

test('bad input of a run over everybody is told at its place', () => {
  const people = join(folder, 'few')
  assert.equal(maru('population', '--pack', 'packs/farland', '--people', '50', '--on', '2026-11-25', '--out', people, '--format', 'parquet').status, 0)
  const pack = join(folder, 'broken-law')
  cpSync(join(root, 'packs/farland'), pack, { recursive: true })
  const run = (on: string, ...words: string[]) => maru('run', '--pack', pack, '--columns', people, '--out', join(folder, 'few-out'), '--on', on, ...words)
  assert.equal(run('2026-11-25').stderr, '')
  assert.match(run('2500-01-01').stderr, /^2500-01-01 is no day between 1600 and 2399/)
  assert.match(run('1990-01-01').stderr, /^rules\/families\.md:\d+: welcome_grant begins on 2020-01-01 and has no value on 1990-01-01/m)
  const page = join(pack, 'rules/more.md')
  const law = (text: string) => writeFileSync(page, ['# More', '', '```maru', 'law en "More" as of 2026-01-01', text, '```', ''].join('\n'))
  law('define nowhere of household: money = household.gold')
  assert.match(run('2026-11-25').stderr, /^rules\/more\.md:5:\d+: .*household\.gold/)
  law('define first of household: money = household.second\ndefine second of household: money = household.first')
  assert.match(run('2026-11-25').stderr, /^rules\/more\.md:\d+:\d+: .*rests on itself: household\.first → household\.second → household\.first/)
})

test('population: a reform that is law by now, against the law before it; nothing to set against without a reform', () => {
  const asked = ['population', '--pack', 'packs/kr', '--people', '2000', '--on', '2026-01-01', '--known', '2026-03-01', '--against', '2026-02-28']
  const { status, stdout } = maru(...asked, '--reform', 'packs/kr/reforms/child-allowance-2026.md', '--json')
  assert.equal(status, 0)
  const { against, before, after, backPay } = JSON.parse(stdout) as { against: string; before: { benefits: number }; after: { benefits: number }; backPay: { months: string[]; sum: number } }
  assert.equal(against, '2026-02-28')
  assert.ok(after.benefits > before.benefits && backPay.sum > 0)
  assert.deepEqual(backPay.months, ['2026-01', '2026-02'])
  assert.equal(maru(...asked).status, 2)
  assert.equal(maru(...asked.slice(0, -1), 'yesterday', '--reform', 'packs/kr/reforms/child-allowance-2026.md').status, 2)
})
