/** The real program where it is installed, and programs that behave badly. */
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { openServerVoice } from './server-voice.ts'

const program = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'espeak-ng')).find((file) => existsSync(file))
const skip = program === undefined ? 'needs espeak-ng' : false
const folder = mkdtempSync(join(tmpdir(), 'maru-voice-'))
after(() => rmSync(folder, { recursive: true }))
const logged: string[] = []
const log = { warn: (...words: unknown[]) => { logged.push(JSON.stringify(words)) } } as never

/** A program in the place of the real one. */
function put(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

test('each language has its voice; the sound is WAV of a known length, and longer words take longer', { skip }, async () => {
  const voice = await openServerVoice(program!, log)
  for (const [language, text] of [['ko', '아동수당은 매달 십만 원입니다.'], ['ko-easy', '돈을 받아요.'], ['en', 'Child allowance: ₩100,000 a month.'], ['vi', 'Trợ cấp trẻ em mỗi tháng.'], ['fr', 'La prime de bienvenue.'], ['ar', 'منحة الترحيب']] as const) {
    assert.ok(voice.speaks(language))
    const wav = await voice.read(text, language)
    assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 12), 'RIFFWAVE', language)
    assert.deepEqual([wav.readUInt32LE(4), wav.readUInt32LE(40)], [wav.length - 8, wav.length - 44])
    assert.ok(wav.length > 20_000, language)
  }
  assert.ok((await voice.read('one two three four five six seven', 'en')).length > 1.5 * (await voice.read('one', 'en')).length)
  assert.equal(voice.speaks('de'), false)
})

test('words are words: nothing in them is an option, a command or a phoneme', { skip }, async () => {
  const voice = await openServerVoice(program!, log)
  const mark = join(folder, 'written')
  for (const text of [`-w ${mark}`, `--version`, `"; touch ${mark}; "`, `$(touch ${mark})`, `[[h@'loU]] \u0000\u0007`]) await voice.read(text, 'en')
  assert.equal(existsSync(mark), false)
})

test('a program that is not there is seen and tried no more; nothing of what was to be read is logged', async () => {
  const voice = await openServerVoice(join(folder, 'nowhere'), log)
  assert.equal(voice.report().state, 'missing')
  assert.equal(voice.speaks('ko'), false)
  await assert.rejects(voice.read('My secret', 'en'), { status: 503 })
  assert.doesNotMatch(logged.join(), /secret/)
})

test('one that does not end is killed, and so is one that never stops speaking; one that fails is a fault', async () => {
  const [slow, loud, wrong] = [put('slow', 'exec sleep 60'), put('loud', 'exec cat /dev/zero'), put('wrong', 'exit 3')]
  for (const [file, limits] of [[slow, { milliseconds: 150 }], [loud, { bytes: 100_000 }], [wrong, {}]] as const) {
    const voice = await openServerVoice(file, log, limits)
    await assert.rejects(voice.read('one', 'en'), { status: 503 })
    assert.equal(voice.report().failed, 1)
  }
  assert.match(logged.join(), /too slow/)
  assert.match(logged.join(), /too much sound/)
})

test('so many read at once, so many wait, and nobody else', async () => {
  const gate = join(folder, 'gate')
  const voice = await openServerVoice(put('waits', `while [ ! -e ${gate} ]; do sleep 0.05; done; head -c 100 /dev/zero`), log, { atOnce: 1, waiting: 1, milliseconds: 5_000 })
  rmSync(gate, { force: true })
  const both = [voice.read('one', 'en'), voice.read('two', 'en')]
  await assert.rejects(voice.read('three', 'en'), { status: 503 })
  writeFileSync(gate, '')
  assert.equal((await Promise.all(both)).length, 2)
})
