import { UsageError } from './command.ts'

/** The one word a command takes, such as a folder. */
export function oneWord(words: string[], what: string): string {
  const [word, ...more] = words
  if (word === undefined || word.startsWith('-')) throw new UsageError(`Say which ${what}.`)
  if (more.length > 0) throw new UsageError(`One ${what} and nothing after it: "${more.join(' ')}" is too much.`)
  return word
}

export function noWords(words: string[]) {
  if (words.length > 0) throw new UsageError(`"${words.join(' ')}" is too much.`)
}
