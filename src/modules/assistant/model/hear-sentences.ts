/** Sentences of a model while it writes: each is told when it is whole and holds, and none behind one that does not. */
import type { Statement } from '../contract.ts'
import { checkSentences, type Wording } from './check-wording.ts'

/** @returns what hears the JSON that has been written so far: `{"sentences":[{…},{…` */
export function hearSentences(wording: Wording, tell: (sentence: Statement) => void): (written: string) => void {
  let [told, ended] = [0, false]
  return (written) => {
    if (ended) return
    for (const sentence of wholeIn(written).slice(told)) {
      ended = 'refused' in checkSentences(wording, [sentence])
      if (ended) return
      told += 1
      tell(sentence)
    }
  }
}

/** Those whose object is closed. */
function wholeIn(written: string): Statement[] {
  const end = written.lastIndexOf('}')
  if (end < 0) return []
  for (const rest of [']}', '']) {
    try {
      const { sentences } = JSON.parse(written.slice(0, end + 1) + rest) as { sentences?: unknown }
      return Array.isArray(sentences) ? sentences.filter(isSentence) : []
    } catch { /* not whole so far, or no JSON at all: what it says is judged at its end */ }
  }
  return []
}

const isSentence = (value: unknown): value is Statement => {
  const { text, sources } = (value ?? {}) as Partial<Statement>
  return typeof text === 'string' && Array.isArray(sources) && sources.every(Number.isInteger)
}
