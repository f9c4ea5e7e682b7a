/** An application done by talking: the conversations of `conversations.json`, in five languages and two countries, against the whole house. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { openHouse } from '../support/house.ts'
import { type Held, holdConversation, readConversations } from './hold-conversations.ts'

const leastShare = 0.85

test('of the scripted conversations, with corrections and digressions, at least 85 % are sent by the person with the right data', async (context) => {
  const held: Held[] = []
  for (const pack of ['packs/kr', 'packs/farland']) {
    const house = await openHouse({ pack, clock: fixedClock('2026-11-24T01:00:00Z', pack === 'packs/kr' ? 'Asia/Seoul' : 'Africa/Tunis') })
    try {
      for (const conversation of readConversations().filter((one) => one.pack === pack)) held.push(await holdConversation(house, conversation))
    } finally {
      await house.close()
    }
  }
  const wrong = held.filter(({ right }) => !right)
  context.diagnostic(`sent with right data: ${held.length - wrong.length} of ${held.length}`)
  assert.ok(held.length - wrong.length >= held.length * leastShare, wrong.map(({ conversation, why }) => `${conversation.language} ${conversation.turns[2]}: ${why}`).join('\n'))
  for (const { conversation, why } of wrong) context.diagnostic(`${conversation.language} ${conversation.turns[2]}: ${why}`)
})
