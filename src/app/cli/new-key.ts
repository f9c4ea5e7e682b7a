import { writeFileSync } from 'node:fs'
import { newSigningKey } from '../../kernel/config/read-secrets.ts'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'

/** Never over an existing file: certificates signed with a lost key cannot be checked any more. */
export async function newKey(words: string[]): Promise<number> {
  const file = oneWord(words, 'file')
  try {
    writeFileSync(file, newSigningKey(), { mode: 0o600, flag: 'wx', flush: true })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(`${file} is there already. Choose another name.`, { cause })
    throw cause
  }
  print(`${file} holds a new signing key. Set MARU_SIGNING_KEY_FILE to it and keep a copy apart from the backups.`)
  return 0
}
