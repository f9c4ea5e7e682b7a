import { newSigningKey } from '../../kernel/config/read-secrets.ts'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'
import { writeNewFile } from './write-new-file.ts'

export async function newKey(words: string[]): Promise<number> {
  const file = oneWord(words, 'file')
  writeNewFile(file, newSigningKey())
  print(`${file} holds a new signing key. Set MARU_SIGNING_KEY_FILE to it and keep a copy apart from the backups.`)
  return 0
}
