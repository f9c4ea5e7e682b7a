/**
 * An application done by talking, in five languages and two countries, against the whole house: every third conversation of four sets,
 * sent by the person on the page of checking and nowhere else. All of them: `npm run campaign -- conversations`.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Conversation, holdAll, readConversations } from './hold-conversations.ts'

const everyThird = (all: Conversation[]) => all.filter((_, at) => at % 3 === 0)

test('of the conversations that the reading was made with, at least 85 % are sent with the right data', async (context) => {
  await demand([...everyThird(readConversations('conversations')), ...everyThird(readConversations('conversations-together'))], 0.85, (line) => context.diagnostic(line))
})

test('of those that were written before and never looked at, at least 70 %', async (context) => {
  await demand([...everyThird(readConversations('conversations-unseen')), ...everyThird(readConversations('conversations-last'))], 0.7, (line) => context.diagnostic(line))
})

async function demand(conversations: Conversation[], least: number, tell: (line: string) => void) {
  const held = await holdAll(conversations)
  const wrong = held.filter(({ right }) => !right)
  tell(`sent with the right data: ${held.length - wrong.length} of ${held.length}`)
  assert.ok(held.length - wrong.length >= held.length * least, wrong.map(({ conversation, why }) => `${conversation.language} ${conversation.turns[2]}: ${why}`).join('\n'))
}
