import type { Answer } from '../contract.ts'
import type { TurnRow } from '../converse/read-conversation.ts'

/** So far back, a question is still the one that waits. */
const lookedAt = 3

/** @returns what the program would say to the newest of the person's words that it can answer, as long as no official has answered them */
export async function suggest(turns: readonly TurnRow[], reply: (words: string) => Promise<{ answer: Answer }>): Promise<Answer | undefined> {
  const answered = turns.findLastIndex(({ author }) => author === 'official')
  const waiting = turns.slice(answered + 1).filter(({ author }) => author === 'person').slice(-lookedAt)
  for (const { text } of waiting.toReversed()) {
    const { answer } = await reply(text)
    if (answer.kind === 'answered' && answer.phrase === null) return answer
  }
  return undefined
}
