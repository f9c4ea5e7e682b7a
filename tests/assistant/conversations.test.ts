/**
 * An application done by talking, in five languages and two countries, against the whole house: every third conversation of four sets, as far as
 * nothing is left to answer, and each fourth of these sent, by the person on the page of checking and nowhere else. All of them, all sent: `npm run campaign -- conversations`.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Conversation, type ConversationSet, type Held, holdAll, readConversations } from './hold-conversations.ts'

const everyThird = (set: ConversationSet): Conversation[] => readConversations(set).filter((_, at) => at % 3 === 0)

test('of the conversations that the reading was made with, at least 85 % are ready to be sent with the right data; of those that were written before and never looked at, 70 %', async (context) => {
  const [made, unseen] = [['conversations', 'conversations-together'] as const, ['conversations-unseen', 'conversations-last'] as const].map((sets) => sets.flatMap(everyThird))
  // In one house of each country.
  const held = await holdAll([...made!, ...unseen!], (at) => at % 4 === 0)
  for (const [of, least] of [[made!, 0.85], [unseen!, 0.7]] as const) demand(held.filter(({ conversation }) => of.includes(conversation)), least, (line) => context.diagnostic(line))
})

function demand(held: readonly Held[], least: number, tell: (line: string) => void) {
  const wrong = held.filter(({ right }) => !right)
  tell(`with the right data: ${held.length - wrong.length} of ${held.length}`)
  assert.ok(held.length - wrong.length >= held.length * least, wrong.map(({ conversation, why }) => `${conversation.language} ${conversation.turns[2]}: ${why}`).join('\n'))
}
