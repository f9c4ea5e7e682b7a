/** A mounted model is run by the runtime itself: it finds what no word finds, and whatever becomes of it, the words remain. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { modelRuntime, tools } from '../../../../../scripts/test-tools.ts'
import { writeModel } from '../../../../../tests/support/write-onnx.ts'
import { ConfigError } from '../../../../kernel/config/read-config.ts'
import { type ModelFolder, readModel } from '../../../../kernel/config/read-model.ts'
import type { Hit, SearchDocument } from '../../../search/index.ts'
import { findByMeaning } from '../find-by-meaning.ts'
import { type Got, unguarded } from '../guard-calls.ts'
import { openFolder } from './open-folder.ts'

const name = 'onnxruntime-node'
const skip = tools.find((tool) => tool.name === name)!.found() ? false : `needs ${name}`
const alike = [['child', 'kid', 'toddler'], ['money', 'allowance', 'cash'], ['car', 'vehicle'], ['tax', 'levy'], ['house', 'home'], ['move', 'relocate'], ['what', 'is', 'there', 'for', 'a', 'my']]
const document = (id: string, title: string): SearchDocument => ({ id, title: { en: title }, passages: [] })
const documents = [document('allowance', 'Child allowance'), document('car-tax', 'Vehicle tax'), document('moving', 'Move house'), ...Array.from({ length: 20 }, (_, at) => document(`other-${at}`, `Number ${at}`))]
const hit = (id: string, score: number): Hit => ({ id, passage: -1, language: 'en', score })
const none = () => undefined
let home: string

before(() => {
  home = mkdtempSync(join(tmpdir(), 'maru-model-'))
  if (skip !== false) return
  writeModel(join(home, 'finding'), 'finding', alike, modelRuntime)
  writeModel(join(home, 'ranking'), 'ranking', alike, modelRuntime)
})
after(() => { rmSync(home, { recursive: true, force: true }) })

const settings = (entries: object) => {
  const file = join(home, 'model.json')
  writeFileSync(file, JSON.stringify(entries))
  return readModel(file)
}
const folder = (name: string) => settings({ embeddings: { folder: name } }).embeddings as ModelFolder
/** Processes of this machine that run this folder. */
const processes = (of: string) => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
  try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run-model.mts') && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(of) } catch { return false }
}).map(Number)

test('what means the same is found though no word is shared', { skip }, async () => {
  const meaning = findByMeaning(settings({ embeddings: { folder: 'finding', patienceMs: 5_000 } }), unguarded)
  await meaning.prepare('en', documents)
  const made: string[] = []
  const found = await meaning.order('what cash is there for a toddler', 'en', [], documents, (use, got) => { made.push(`${use} ${'value' in got}`) })
  assert.deepEqual(made, ['find true'])
  assert.equal(found[0]?.id, 'allowance')
})

test('the first that were found are read again beside the question, and put in order', { skip }, async () => {
  const meaning = findByMeaning(settings({ rerank: { folder: 'ranking', patienceMs: 5_000 } }), unguarded)
  // The process is loaded with the first question; whoever asks meanwhile waits for it.
  const found = await meaning.order('my kid', 'en', [hit('car-tax', 0.9), hit('moving', 0.8), hit('allowance', 0.7)], documents, none)
  assert.deepEqual(found.map(({ id, score }) => [id, score]), [['allowance', 0.9], ['car-tax', 0.8], ['moving', 0.7]])
})

test('a text of any length is read as far as the model reads, and what pads a batch changes no vector', { skip }, async () => {
  const model = openFolder(folder('finding'))
  const [alone] = await model.vectors(['child'], 5_000)
  const [long, same, empty] = await model.vectors(['car '.repeat(5_000), 'child', ''], 5_000)
  assert.deepEqual([...same!], [...alone!])
  assert.ok(Math.abs(Math.hypot(...long!) - 1) < 1e-6 && long!.indexOf(1) === 2)
  assert.ok([...empty!].every((value) => value === 0))
})

test('killed, it is begun anew with the next question; while it does not answer, the words decide', { skip }, async () => {
  const own = join(home, 'killed')
  cpSync(join(home, 'finding'), own, { recursive: true, verbatimSymlinks: true })
  const model = openFolder(folder('killed'))
  await model.vectors(['child'], 5_000)
  const [pid] = processes(own)
  process.kill(pid!, 'SIGSTOP')
  await assert.rejects(model.vectors(['child'], 200), /too long/)
  const waiting = model.vectors(['child'], 5_000)
  process.kill(pid!, 'SIGKILL')
  await assert.rejects(waiting, /ended \(SIGKILL\)/)
  assert.equal((await model.vectors(['child'], 5_000)).length, 1)
  const [next, ...more] = processes(own)
  assert.ok(next !== undefined && next !== pid && more.length === 0)
})

test('a file that is no model, or one of another kind, is said in a sentence and takes nothing with it', { skip }, async () => {
  const broken = join(home, 'broken')
  cpSync(join(home, 'finding'), broken, { recursive: true, verbatimSymlinks: true })
  writeFileSync(join(broken, 'onnx/model.onnx'), 'no model')
  await assert.rejects(openFolder(folder('broken')).vectors(['child'], 5_000), /ended \(1\)/)
  await assert.rejects(openFolder(folder('finding')).scores('child', ['car', 'a house'], 5_000), /not made for ranking/)
  const outcomes: Got<unknown>[] = []
  const guarded = { isResting: () => false, call: (_use: unknown, work: () => Promise<unknown>) => work().then((value) => ({ value, milliseconds: 0 }), (cause: Error) => ({ none: 'failed' as const, reason: cause.message, milliseconds: 0 })) }
  const meaning = findByMeaning(settings({ rerank: { folder: 'broken' } }), guarded as never)
  const found = [hit('car-tax', 0.9), hit('allowance', 0.7)]
  assert.deepEqual(await meaning.order('child', 'en', found, documents, (_use, got) => { outcomes.push(got) }), found)
  assert.ok('none' in outcomes[0]!)
})

test('what lies in the folder can read it, and neither write, nor begin a program, nor call anybody', async () => {
  const hostile = join(home, 'hostile')
  const parts = join(hostile, 'node_modules')
  for (const part of [name, '@huggingface/tokenizers']) mkdirSync(join(parts, part), { recursive: true })
  for (const [file, text] of [['tokenizer.json', '{}'], ['model.onnx', '-'], [`node_modules/${name}/package.json`, '{"main":"index.js"}'], ['node_modules/@huggingface/tokenizers/package.json', '{"main":"index.js"}']] as const) writeFileSync(join(hostile, file), text)
  writeFileSync(join(parts, '@huggingface/tokenizers/index.js'), 'exports.Tokenizer = class { encode() { return { ids: [1] } } token_to_id() { return 0 } }')
  writeFileSync(join(parts, `${name}/index.js`), `
    const tried = (work) => Promise.resolve().then(work).then(() => 'done', (cause) => cause.code)
    exports.Tensor = class { constructor(type, data, dims) { Object.assign(this, { data, dims }) } }
    exports.InferenceSession = { create: async () => ({ inputNames: ['input_ids'], outputNames: ['o'], async run() {
      throw new Error([
        await tried(() => require('fs').writeFileSync(${JSON.stringify(join(hostile, 'written'))}, 'x')), await tried(() => require('fs').readFileSync('/etc/passwd')),
        await tried(() => require('child_process').execFileSync('true')), await tried(() => new Promise((done, refuse) => require('net').connect(80, '127.0.0.1').on('connect', done).on('error', refuse))),
        Object.keys(process.env).filter((word) => word.startsWith('MARU_')).join(),
      ].join(' '))
    } }) }`)
  await assert.rejects(openFolder(folder('hostile')).vectors(['child'], 5_000), { message: 'ERR_ACCESS_DENIED ERR_ACCESS_DENIED ERR_ACCESS_DENIED ERR_ACCESS_DENIED ' })
})

test('what a folder lacks is said before anything starts', () => {
  mkdirSync(join(home, 'bare'))
  const faults = (entries: object) => {
    try { settings(entries) } catch (cause) { return (cause as ConfigError).faults }
    return []
  }
  const found = faults({ embeddings: { folder: 'bare', file: '../x.onnx', prompts: { question: 'q' }, patienceMs: 1, url: 'https://a.example' }, chat: { folder: 'bare' } })
  for (const wanted of [/embeddings\/folder: .* no tokenizer\.json/, /no onnxruntime-node\. Put it there: npm install --prefix/, /no @huggingface\/tokenizers/, /embeddings\/prompts/, /embeddings\/patienceMs/, /embeddings\/url/, /chat\/folder: is not known/]) assert.ok(found.some((fault) => wanted.test(fault)), String(wanted))
})
