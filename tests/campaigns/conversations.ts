/** `npm run campaign -- conversations`: every conversation of all sets, from the wish to the receipt. Ends with one JSON line. */
import { type Held, holdAll, readConversations } from '../assistant/hold-conversations.ts'

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

function figuresOf(held: readonly Held[]) {
  const right = held.filter((one) => one.right)
  const languages = Object.entries(Object.groupBy(held, ({ conversation }) => conversation.language)).map(([language, of = []]) => [language, [of.filter((one) => one.right).length, of.length]])
  return { right: right.length, of: held.length, turns: median(right.map(({ turns }) => turns)), ...Object.fromEntries(languages) }
}

const figures = {
  known: figuresOf(await holdAll(readConversations('conversations'))),
  together: figuresOf(await holdAll(readConversations('conversations-together'))),
  fresh: figuresOf(await holdAll(readConversations('conversations-fresh'))),
  unseen: figuresOf(await holdAll(readConversations('conversations-unseen'))),
  last: figuresOf(await holdAll(readConversations('conversations-last'))),
}
console.log(JSON.stringify({ campaign: 'conversations', ...figures }))
const { known, together, unseen, last } = figures
process.exitCode = known.right >= known.of * 0.85 && together.right >= together.of * 0.85 && unseen.right >= unseen.of * 0.75 && last.right >= last.of * 0.75 && last.turns <= 6 ? 0 : 1
