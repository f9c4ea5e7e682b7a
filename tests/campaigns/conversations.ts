/**
 * `npm run campaign -- conversations`: every conversation of all sets, from the wish to the receipt. With `--seed N [--each 10]` only ones that are
 * drawn by that seed, so many of every language: in words that the reading was mended with, and in others. Ends with one JSON line.
 */
import { parseArgs } from 'node:util'
import { drawConversations } from '../assistant/draw-conversations.ts'
import { laterWords } from '../assistant/drawn-words-later.ts'
import { type Held, holdAll, readConversations } from '../assistant/hold-conversations.ts'

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

function figuresOf(held: readonly Held[]) {
  const right = held.filter((one) => one.right)
  const languages = Object.entries(Object.groupBy(held, ({ conversation }) => conversation.language)).map(([language, of = []]) => [language, [of.filter((one) => one.right).length, of.length]])
  return { right: right.length, of: held.length, turns: median(right.map(({ turns }) => turns)), ...Object.fromEntries(languages) }
}

const { seed, each } = parseArgs({ options: { seed: { type: 'string' }, each: { type: 'string', default: '10' } } }).values
await (seed === undefined ? holdSets() : holdDrawn(Number(seed), Number(each)))

async function holdSets() {
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
}

async function holdDrawn(by: number, many: number) {
  const [first, later] = [await holdAll(drawConversations(by, many)), await holdAll(drawConversations(by, many, laterWords))]
  for (const { conversation, why } of [...first, ...later].filter(({ right }) => !right)) console.error(`✖ ${conversation.language} ${conversation.turns.join(' | ')}: ${why.slice(0, 300)}`)
  const figures = { drawn: figuresOf(first), later: figuresOf(later) }
  console.log(JSON.stringify({ campaign: 'conversations', seed: by, ...figures }))
  process.exitCode = Object.values(figures).every(({ right, of, turns }) => right >= of * 0.85 && turns <= 6) ? 0 : 1
}
