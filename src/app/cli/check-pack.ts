import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkPack } from '../../../packages/pack-kit/check.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { Problem } from '../../../packages/pack-kit/problem.ts'
import { checkCliffs, type Cliff, findCliffs, provePack } from '../../modules/rules/index.ts'
import { complain, print } from './command.ts'
import { oneWord } from './parse-words.ts'

/** @returns 1 when the pack has a mistake, each told with file, pointer and advice */
export async function check(words: string[]): Promise<number> {
  const { values: { json }, positionals } = parseArgs({ args: words, options: { json: { type: 'boolean' } }, allowPositionals: true })
  const folder = oneWord(positionals, 'folder')
  const problems = [...checkPack(resolve(folder))]
  // What has mistakes has no meaning that could be proved.
  const { proven, cliffs } = problems.length === 0 ? await prove(resolve(folder)) : { proven: [], cliffs: [] }
  problems.push(...proven)
  if (json) print(JSON.stringify({ pack: folder, problems, cliffs: cliffs.map(({ service, fact, at, loses }) => ({ service, fact, at, loses })) }, null, 2))
  else tellInWords(folder, problems, cliffs)
  return problems.length === 0 ? 0 : 1
}

function tellInWords(folder: string, problems: readonly Problem[], cliffs: readonly Cliff[]) {
  for (const { file, pointer, message, advice } of problems) complain(`${file}${pointer ? `#${pointer}` : ''}\n  ${message}\n  ${advice}`)
  if (problems.length === 0) print(`✓ ${folder}: no mistakes`)
  else complain(`\n${problems.length === 1 ? 'One mistake' : `${problems.length} mistakes`} in ${folder}`)
  if (cliffs.length > 0) print(`${cliffs.length === 1 ? 'One income cliff' : `${cliffs.length} income cliffs`}, the steepest of each service and income:`)
  for (const { service, fact, at, loses } of cliffs) print(`  ${service}: above ${fact} = ${at.toLocaleString('en')} one more loses ${loses.toLocaleString('en')} a year`)
}

async function prove(folder: string): Promise<{ proven: Problem[]; cliffs: Cliff[] }> {
  const pack = loadPack(folder)
  const cliffs = findCliffs(pack)
  const found = [...await provePack(pack, Temporal.Now.plainDateISO().toString()), ...checkCliffs(cliffs, pack.cliffs)]
  return { cliffs, proven: found.map(({ file, line, column, message, advice }) => ({ file, pointer: `:${line}:${column}`, message, advice })) }
}
