/** Every rule of every pack can be read in every language, and its drawing says what its list says. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readPackFolder } from '../../../../packages/pack-kit/read-folder.ts'
import { createWordings, type Wording } from '../../../web/wordings.ts'
import type { Ir } from '../ir/ir.ts'
import { irOfPack } from '../ir/ir-of-pack.ts'
import { buildIr } from '../ir/build-ir.ts'
import { readStatute } from '../language/read-statute.ts'
import { layOut, type LaidOut } from '../../../web/diagram/lay-out.ts'
import { listSteps } from './list-steps.ts'
import { printMermaid } from './print-mermaid.ts'
import type { Reading } from './reading.ts'
import { readRule } from './read-rule.ts'
import { showReading } from './show-reading.tsx'

const on = '2026-11-24'
interface Read { reading: Reading; wording: Wording; ir: Ir }
const all: Read[] = []
before(() => {
  for (const name of ['kr', 'farland', 'template']) {
    const { pack } = readPackFolder(`packs/${name}`)
    const ir = irOfPack(pack)
    const wordingIn = createWordings(pack, (language, key) => { assert.fail(`${language} lacks ${key}`) })
    for (const rule of ir.rules) for (const { tag } of pack.languages) all.push({ reading: readRule(ir, rule, wordingIn(tag), on), wording: wordingIn(tag), ir })
  }
})

test('every text is there in every language, and nothing of the machinery shows', () => {
  assert.ok(all.length > 130)
  for (const { reading, wording } of all) {
    const text = showReading(reading, wording, 'text')
    assert.doesNotMatch(text, /rules\.[a-z]+\.|\{[a-z_.]+\}|undefined|\bNaN\b|\[object/, `${reading.service} in ${reading.language}`)
    assert.deepEqual(JSON.parse(showReading(reading, wording, 'json')), JSON.parse(JSON.stringify(reading)))
  }
})

test('a figure is told on both axes of time, with its source and what nobody has checked', () => {
  const { reading } = all.find((one) => one.reading.service === 'child-allowance' && one.reading.language === 'en')!
  const age = reading.figures.find(({ name }) => name === 'child_allowance_age')!
  assert.deepEqual(age.versions.slice(0, 2), [
    { from: '2022-01-01', known: '2022-01-01', unverified: false, groups: [{ of: null, rows: [{ key: null, value: '8' }] }] },
    { from: '2026-01-01', known: '2026-03-01', unverified: false, groups: [{ of: null, rows: [{ key: null, value: '9' }] }] },
  ])
  assert.equal(age.source.article, '§4')
  const rent = all.find((one) => one.reading.service === 'housing-benefit-rent' && one.reading.language === 'en')!.reading
  assert.ok(rent.figures.some(({ versions }) => versions.some(({ unverified }) => unverified)))
  assert.ok(rent.diagram.nodes.some(({ unverified }) => unverified))
})

test('a sentence is read with names where a household’s own values stand, and figures of the day', () => {
  const { reading } = all.find((one) => one.reading.service === 'child-allowance' && one.reading.language === 'en')!
  assert.equal(reading.branches[0]!.conditions[0]!.holds, '[Name of the child] is under [9].')
  assert.equal(reading.branches[0]!.conditions[0]!.formula, 'whole years from Date of birth of the child to Day of the application is under 9')
})

test('the list says every box and every line of the drawing, and no other', () => {
  for (const { reading: { diagram } } of all) {
    const steps = listSteps(diagram)
    assert.deepEqual(steps.flatMap(({ items }) => items.map(({ node }) => node.id)).toSorted(), diagram.nodes.map(({ id }) => id).toSorted())
    assert.deepEqual(
      steps.flatMap(({ items }) => items.flatMap(({ node, from, after }) => [...from, ...after].map(({ id }) => `${id} ${node.id}`))).toSorted(),
      diagram.edges.map(({ from, to }) => `${from} ${to}`).toSorted())
  }
})

test('every fact and condition leads to the end', () => {
  for (const { reading: { service, diagram: { nodes, edges } } } of all) {
    const ends = new Set(['amount', 'choice', 'rule'])
    for (const { id, kind } of nodes) if (!ends.has(kind)) assert.ok(edges.some(({ from }) => from === id), `${service}: ${id} leads nowhere`)
  }
})

/** Two boxes that share a place, a box outside of the picture, a line over a box in which it does not end. */
function faultsOf({ width, height, boxes, lines }: LaidOut): string[] {
  const apart = (a: LaidOut['boxes'][number], b: LaidOut['boxes'][number]) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  const over = boxes.flatMap((box, at) => boxes.slice(at + 1).filter((other) => !apart(box, other)).map((other) => `${box.id} over ${other.id}`))
  const outside = boxes.filter(({ x, y, width: w, height: h }) => x < 0 || y < 0 || x + w > width || y + h > height).map(({ id }) => `${id} outside`)
  const crossed = lines.flatMap(({ from, to, points }) => boxes.filter(({ id }) => id !== from && id !== to).flatMap((box) => {
    const level = points.slice(1).some((point, at) => {
      const [left, right] = [Math.min(points[at]!.x, point.x), Math.max(points[at]!.x, point.x)]
      const [top, bottom] = [Math.min(points[at]!.y, point.y), Math.max(points[at]!.y, point.y)]
      return right > box.x && left < box.x + box.width && bottom > box.y && top < box.y + box.height
    })
    return level ? [`${from} → ${to} crosses ${box.id}`] : []
  }))
  return [...over, ...outside, ...crossed]
}

test('boxes stand apart, lines cross none of them, and the picture is the same every time', () => {
  // Each rule in a language, and with the rules the language changes: all of all would take five times as long.
  const drawn = all.filter((_, at) => at % 5 === 0)
  for (const { reading: { service, language, diagram } } of drawn) {
    const laid = layOut(diagram, false)
    assert.deepEqual(faultsOf(laid), [], `${service} in ${language}`)
    const mirrored = layOut(diagram, true)
    assert.deepEqual(faultsOf(mirrored), [], `${service} in ${language}, from the right`)
    assert.deepEqual(mirrored.boxes.map(({ x, width }) => Math.round(laid.width - x - width)), laid.boxes.map(({ x }) => Math.round(x)))
  }
  const { boxes, ...rest } = layOut(all[0]!.reading.diagram, false)
  assert.notDeepEqual(faultsOf({ ...rest, boxes: boxes.map((box) => ({ ...box, x: 100, y: 100 })) }), [])
})

test('Mermaid is given every box and line, with quotes that do not end its own', () => {
  for (const { reading: { diagram } } of all) {
    const lines = printMermaid(diagram, false).split('\n')
    assert.equal(lines.length, 1 + diagram.nodes.length + diagram.edges.length)
    for (const line of lines.slice(1, 1 + diagram.nodes.length)) assert.equal(line.match(/"/g)?.length, 2, line)
  }
})

test('exceptions, a span of time and a rival are drawn in their order', () => {
  const page = `\`\`\`maru
law en "Heating Act" as of 2026-01-01
rule heating under §1 from 2026-01-01 until 2027-01-01
  when household.size is at least 2 holds en "You are several." fails en "You are alone."
  pays 100 a month
exception poor to heating over rich under §2
  when household.size is at least 5 holds en "You are many." fails en "You are few."
  pays 200 a month
exception rich to heating under §3 unverified
  when household.size is at least 4 holds en "You are rich." fails en "You are not."
  refuses
rule lighting under §4
  when household.size is 1 holds en "Alone." fails en "Not alone."
  pays 50 a year
only best of heating, lighting says en "One of them."
\`\`\``
  const { pack } = readPackFolder('packs/template')
  const read = readStatute('rules/heating.md', page)
  assert.ok('statute' in read)
  const { ir, problems } = buildIr({ statutes: [read.statute], examples: [], problems: [], edition: 'e' }, [{ fact: 'household.size', type: 'int', label: { en: 'People' } }])
  assert.deepEqual(problems, [])
  const { diagram, branches, span } = readRule(ir, ir.rules[0]!, createWordings(pack, () => undefined)('en'), on)
  assert.deepEqual(branches.map(({ kind, name }) => [kind, name]), [['pays-otherwise', 'poor'], ['refuses', 'rich'], ['own', null]])
  assert.deepEqual(span, { from: 'January 1, 2026', until: 'January 1, 2027' })
  assert.deepEqual(diagram.edges.filter(({ otherwise }) => otherwise), [{ from: 'branch-0', to: 'branch-1', otherwise: true }, { from: 'branch-1', to: 'branch-2', otherwise: true }])
  assert.deepEqual(diagram.nodes.filter(({ kind }) => kind === 'choice' || kind === 'time').map(({ words }) => words), ['In force from January 1, 2026 until January 1, 2027', 'Only the best of these is granted: this one or lighting'])
  assert.ok(diagram.nodes.find(({ id }) => id === 'branch-1')!.unverified)
})
