/** `maru assistant …` as an operator runs it: the switch on a house's own folder, the figures from files, and what is wrong with a file is said with its place. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'maru-assistant-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function maru(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', 'assistant', ...words],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'], MARU_DATA: join(folder, 'data') } })
  return { status, stdout, stderr }
}
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('the switch of the whole assistant: with a reason, off and on again; without one nothing is done', () => {
  const off = maru('off', '--reason', 'Wrong amounts were told')
  assert.equal(off.status, 0, off.stderr)
  assert.match(off.stdout, /switched off/)
  const on = maru('on', '--reason', 'Mended')
  assert.equal(on.status, 0, on.stderr)
  assert.match(on.stdout, /switched on/)
  for (const words of [['off'], ['on'], ['off', '--reason', ' ']]) {
    const { status, stdout, stderr } = maru(...words)
    assert.deepEqual([status, stdout], [2, ''])
    assert.match(stderr, /Say why: --reason <words>\.\nUsage: /)
  }
})

test('a collection is measured in each language, in words and for programs', () => {
  const both = file('collection.json', JSON.stringify({ documents: [{ id: 'a', title: '아동수당', text: '아이에게 매달 돈을 줍니다.' }, { id: 'b', title: '주거급여', text: '집세를 돕습니다.' }], questions: [{ q: '아동수당은 얼마예요', gold: ['a'] }] }))
  const { status, stdout } = maru('eval', '--documents', both, '--questions', both, '--json')
  assert.equal(status, 0)
  const figures = JSON.parse(stdout) as Record<string, number>
  assert.deepEqual([figures['documents'], figures['questions'], figures['r1']], [2, 1, 1])
  assert.match(maru('eval', '--documents', both, '--questions', both, '--lang', 'vi').stdout, /2 documents, 1 questions: R@1/)
})

test('intents are learnt from one file and told of another', () => {
  const known = file('train.json', JSON.stringify({ utterances: ['how much is it', 'what does it pay', 'amount please'].map((text) => ({ text, intent: 'amount' })).concat(['where do I go', 'which office', 'address of the office'].map((text) => ({ text, intent: 'agency' }))) }))
  const asked = file('test.json', JSON.stringify([['how much', 'amount'], ['which office is it', 'agency'], ['sing a song', 'oos']]))
  const { status, stdout } = maru('intents', '--train', known, '--test', asked, '--json')
  assert.equal(status, 0)
  const figures = JSON.parse(stdout) as Record<string, unknown>
  assert.deepEqual([figures['language'], figures['intents'], figures['questions']], ['en', 2, 3])
})

test('what is wrong with a file or a word is said with its place, and nothing else', () => {
  const [broken, shape, unanswered, unlabelled] = [file('broken.json', '{"documents": ['), file('shape.json', '{"documents":[{"id":"a","title":"x"}],"questions":[]}'), file('unanswered.json', '{"documents":[{"id":"a","title":"x","text":"y"}],"questions":[{"q":"z","gold":["b"]}]}'), file('unlabelled.json', '[{"text":"x","intent":"a"},{"text":"y"}]')]
  const missing = join(folder, 'missing.json')
  for (const [words, status, says] of [
    [['eval', '--documents', missing, '--questions', missing], 1, `--documents ${missing}: there is no such file.`], [['eval', '--documents', unanswered, '--questions', folder], 1, `--questions ${folder}: this is a folder, not a file.`],
    [['eval', '--documents', broken, '--questions', broken], 1, 'The file of documents is not JSON'], [['eval', '--documents', shape, '--questions', shape], 1, 'At /documents/0:'], [['eval', '--documents', unanswered, '--questions', unanswered], 1, 'is answered by b, which is none of the documents'],
    [['eval', '--documents', shape, '--questions', shape, '--lang', 'xx'], 2, '--lang xx: the languages are ko, en, vi.'], [['eval'], 2, 'Say which files'], [['eval', '--nonsense'], 2, '--nonsense'],
    [['intents', '--train', missing, '--test', missing], 1, `--train ${missing}: there is no such file.`], [['intents', '--train', broken, '--test', broken], 1, 'is not JSON'], [['intents', '--train', unlabelled, '--test', unlabelled], 1, 'entry 2 is not of the form'],
    [['intents', '--train', unlabelled, '--test', unlabelled, '--lang', 'xx'], 2, '--lang xx'],
  ] as const) {
    const { status: code, stdout, stderr } = maru(...words)
    assert.deepEqual([code, stdout], [status, ''], words.join(' '))
    assert.ok(stderr.includes(says) && !/\n\s+at /u.test(stderr), `${words.join(' ')}: ${stderr}`)
  }
})
