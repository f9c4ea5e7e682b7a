/** `npm run campaign -- conversations`: every conversation of both sets, from the wish to the receipt. Ends with one JSON line. */
import { type Held, holdAll, readConversations } from '../assistant/hold-conversations.ts'

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

function figuresOf(held: readonly Held[]) {
  const right = held.filter((one) => one.right)
  const languages = Object.entries(Object.groupBy(held, ({ conversation }) => conversation.language)).map(([language, of = []]) => [language, [of.filter((one) => one.right).length, of.length]])
  return { right: right.length, of: held.length, turns: median(right.map(({ turns }) => turns)), ...Object.fromEntries(languages) }
}

const known = figuresOf(await holdAll(readConversations('conversations')))
const unseen = figuresOf(await holdAll(readConversations('conversations-unseen')))
console.log(JSON.stringify({ campaign: 'conversations', known, unseen }))
process.exitCode = known.right >= known.of * 0.85 && unseen.right >= unseen.of * 0.75 ? 0 : 1
