/** A pack without a part of what it says that people answer, and that part: what is read of it was not learnt from it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Lists = Record<string, Record<string, string[]>>
interface Answers { yes: Lists; no: Lists; tells: Lists; corrects: Lists; asides: Record<string, string[]> }

const acts = ['yes', 'no', 'tells', 'corrects'] as const
export const parts = 5

/** @param part from 0. @returns the folder of such a pack; what was left out of it, by act, what it is about and language; its end */
export function leaveOut(part: number, from = 'packs/kr') {
  const folder = mkdtempSync(join(tmpdir(), 'maru-left-out-'))
  cpSync(from, folder, { recursive: true })
  const assistant = JSON.parse(readFileSync(join(from, 'assistant.json'), 'utf8')) as { answers: Answers }
  const halves = (lists: Lists, of: (at: number) => boolean): Lists => Object.fromEntries(Object.entries(lists).map(([what, languages]) => [what, Object.fromEntries(Object.entries(languages).map(([tag, texts]) => [tag, texts.filter((_, at) => of(at))]))]))
  const whole = (of: (at: number) => boolean): Answers => ({
    ...Object.fromEntries(acts.map((act) => [act, halves(assistant.answers[act], of)])) as Record<typeof acts[number], Lists>,
    asides: halves({ asides: assistant.answers.asides }, of)['asides']!,
  })
  writeFileSync(join(folder, 'assistant.json'), JSON.stringify({ ...assistant, answers: whole((at) => at % parts !== part) }))
  return { folder, left: whole((at) => at % parts === part), end: () => rmSync(folder, { recursive: true }) }
}
