import { resolve } from 'node:path'
import { checkPack } from '../../../packages/pack-kit/check.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { Problem } from '../../../packages/pack-kit/problem.ts'
import { provePack } from '../../modules/rules/index.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'

/** @returns 1 when the pack has a mistake, each told with file, pointer and advice */
export async function check(words: string[]): Promise<number> {
  const folder = oneWord(words, 'folder')
  const problems = [...checkPack(resolve(folder))]
  // What has mistakes has no meaning that could be proved.
  if (problems.length === 0) problems.push(...await prove(resolve(folder)))
  for (const { file, pointer, message, advice } of problems) complain(`${file}${pointer ? `#${pointer}` : ''}\n  ${message}\n  ${advice}`)
  if (problems.length === 0) print(`✓ ${folder}: no mistakes`)
  else complain(`\n${problems.length === 1 ? 'One mistake' : `${problems.length} mistakes`} in ${folder}`)
  return problems.length === 0 ? 0 : 1
}

async function prove(folder: string): Promise<Problem[]> {
  const found = await provePack(loadPack(folder), Temporal.Now.plainDateISO().toString())
  return found.map(({ file, line, column, message, advice }) => ({ file, pointer: `:${line}:${column}`, message, advice }))
}
