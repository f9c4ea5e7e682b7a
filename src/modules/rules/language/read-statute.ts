/** A statute's page: prose for people, and fenced blocks in the rule language. */
import { createHash } from 'node:crypto'
import { parse, SyntaxError, type Expectation } from './parser.generated.js'
import type { Item, Law, Place } from './syntax.ts'

export interface RuleProblem {
  file: string
  line: number
  column: number
  message: string
  advice: string
}

export interface Statute {
  file: string
  law: Law
  items: Item[]
  /** SHA-256 of the blocks' text: the version of every rule of the page. */
  hash: string
}

export function readStatute(file: string, text: string): { statute: Statute } | { problems: RuleProblem[] } {
  const code = onlyCode(text)
  let items: Item[]
  try {
    items = parse(code)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return { problems: [explain(file, code, cause)] }
  }
  const law = items.find((item): item is Law => item.kind === 'law')
  if (!law) return { problems: [{ file, line: 1, column: 1, message: 'The page does not name its law.', advice: 'Begin the first block with: law en "Title of the law" as of 2026-01-01' }] }
  return { statute: { file, law, items, hash: createHash('sha256').update(code.trim()).digest('hex') } }
}

/** Prose becomes empty lines, so that places in the code are places in the page. */
function onlyCode(text: string): string {
  let inside = false
  return text.split('\n').map((line) => {
    if (/^```maru\s*$/.test(line)) { inside = true; return '' }
    if (/^```\s*$/.test(line)) { inside = false; return '' }
    return inside ? line : ''
  }).join('\n')
}

function explain(file: string, text: string, error: SyntaxError): RuleProblem {
  const { line, column }: Place = error.location.start
  const all = [...new Set((error.expected ?? []).map(inWords))]
  const telling = all.filter((word) => word !== 'white space' && word !== 'another sign').sort()
  const expected = telling.length > 0 ? telling : ['a space']
  const word = /^\S+/.exec(text.split('\n')[line - 1]?.slice(column - 1) ?? '')?.[0] ?? error.found
  return {
    file, line, column,
    message: error.found === null ? 'The text ends too early.' : `“${word}” does not fit here.`,
    advice: `Expected: ${expected.slice(0, 8).join(', or ')}.`,
  }
}

const inWords = ({ type, text, description }: Expectation) =>
  description ?? (type === 'literal' ? `"${text}"` : type === 'end' ? 'the end of the block' : 'another sign')
