import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { newSignerKey, readSignerKey, writeVkey } from '../../kernel/transparency/note/key.ts'
import { signCourtOrder } from '../../modules/exchange/index.ts'
import { print, UsageError } from './command.ts'
import { oneWord } from './parse-words.ts'
import { writeNewFile } from './write-new-file.ts'

/** A key of one judge; its public half is a line of MARU_COURT_FILE. */
export async function newCourtKey(words: string[]): Promise<number> {
  const { values: { name }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { name: { type: 'string' } } })
  const file = oneWord(positionals, 'file')
  if (!name) throw new UsageError('Say whose: --name <name>, such as court.example/first-chamber.')
  const key = newSignerKey(name, 1)
  writeNewFile(file, `${key}\n`)
  print(`key ${writeVkey(readSignerKey(key))}`)
  return 0
}

export async function signOrder(words: string[]): Promise<number> {
  const { values: { key, until }, positionals } = parseArgs({ args: words, allowPositionals: true, options: { key: { type: 'string' }, until: { type: 'string' } } })
  const file = oneWord(positionals, 'order')
  if (!key) throw new UsageError('Say with which key: --key <file>.')
  print(signCourtOrder(readFileSync(file, 'utf8'), readSignerKey(readFileSync(key, 'utf8')), until).trimEnd())
  return 0
}
