import { resolve } from 'node:path'
import { checkPack } from '../../../packages/pack-kit/check.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'

/** @returns 1 when the pack has a mistake, each told with file, pointer and advice */
export async function check(words: string[]): Promise<number> {
  const folder = oneWord(words, 'folder')
  const problems = checkPack(resolve(folder))
  for (const { file, pointer, message, advice } of problems) complain(`${file}${pointer ? `#${pointer}` : ''}\n  ${message}\n  ${advice}`)
  if (problems.length === 0) print(`✓ ${folder}: no mistakes`)
  else complain(`\n${problems.length === 1 ? 'One mistake' : `${problems.length} mistakes`} in ${folder}`)
  return problems.length === 0 ? 0 : 1
}
