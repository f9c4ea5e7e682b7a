/**
 * `npm run campaign -- conversations`: every conversation of all sets, from the wish to the receipt. With `--seed N [--each 10]` only ones that are
 * drawn by that seed, so many of every language: in words that the reading was mended with, and in others. With `--third dev`, `held` or `written` besides, tasks of four
 * life events in one half of the third lists or in the words of others, with what is said to them checked statement by statement; why one failed is told of `dev` alone. With `--alone` all that others wrote, each said alone. With `--agreement` what is taken as agreement to what the registers say, of examples held out of what is learnt, in five parts. Ends with one JSON line.
 */
import { parseArgs } from 'node:util'
import { drawConversations } from '../assistant/draw-conversations.ts'
import { drawThird, type Half } from '../assistant/draw-third.ts'
import { laterWords } from '../assistant/drawn-words-later.ts'
import { type Conversation, type Held, holdAll, readConversations } from '../assistant/hold-conversations.ts'
import { measureAgreeing } from '../assistant/agreeing.ts'
import { parts } from '../assistant/leave-out.ts'
import { openAlone } from '../assistant/fill-alone.ts'
import { type Outcome, readAlone, utterancesOf } from '../assistant/read-alone.ts'
import { openReplies } from '../assistant/open-replies.ts'
import { emptyThread } from '../../src/modules/assistant/index.ts'

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

function figuresOf(held: readonly Held[]) {
  const right = held.filter((one) => one.right)
  const languages = Object.entries(Object.groupBy(held, ({ conversation }) => conversation.language)).map(([language, of = []]) => [language, [of.filter((one) => one.right).length, of.length]])
  return { right: right.length, of: held.length, turns: median(right.map(({ turns }) => turns)), ...Object.fromEntries(languages) }
}

const { seed, each, third, alone: isAlone, agreement } = parseArgs({ options: { seed: { type: 'string' }, each: { type: 'string', default: '10' }, third: { type: 'string' }, alone: { type: 'boolean' }, agreement: { type: 'boolean' } } }).values
if (agreement) await holdAgreement()
else if (isAlone) await sayAlone()
else if (third === 'dev' || third === 'held' || third === 'written') await holdThird(third, Number(seed ?? 1), Number(each))
else await (seed === undefined ? holdSets() : holdDrawn(Number(seed), Number(each)))

/** By language and kind of what is said: read, read back rightly, not read, read as something else. */
async function sayAlone() {
  const alone = await openAlone()
  const outcomes: { language: string; kind: string; outcome: Outcome }[] = []
  try {
    for (const language of ['ko', 'en', 'vi'] as const) for (const one of utterancesOf(language)) outcomes.push({ language, kind: one.kind, outcome: (await readAlone(alone, language, one)).outcome })
  } finally {
    await alone.close()
  }
  const counts = (of: readonly { outcome: Outcome }[] = []) => (['right', 'asked', 'silent', 'wrong'] as const).map((outcome) => of.filter((one) => one.outcome === outcome).length)
  const byLanguage = (of: typeof outcomes) => Object.fromEntries(Object.entries(Object.groupBy(of, ({ language }) => language)).map(([language, own]) => [language, counts(own)]))
  for (const [kind, of = []] of Object.entries(Object.groupBy(outcomes, ({ kind }) => kind))) console.error(kind.padEnd(20), JSON.stringify(byLanguage(of)))
  console.log(JSON.stringify({ campaign: 'conversations', alone: byLanguage(outcomes) }))
}

async function holdAgreement() {
  const found: Record<string, { of: number; taken: number; agreeing: number; asked: number }> = {}
  for (let part = 0; part < parts; part += 1) {
    for (const [language, { of, taken, agreeing, asked }] of Object.entries(await measureAgreeing(part))) {
      for (const said of taken) console.error(`✖ ${language} ${said}`)
      const sum = found[language] ??= { of: 0, taken: 0, agreeing: 0, asked: 0 }
      found[language] = { of: sum.of + of, taken: sum.taken + taken.length, agreeing: sum.agreeing + agreeing, asked: sum.asked + asked }
    }
  }
  console.log(JSON.stringify({ campaign: 'conversations', agreement: found }))
  process.exitCode = Object.values(found).every(({ taken }) => taken === 0) ? 0 : 1
}

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

async function holdThird(half: Half, by: number, many: number) {
  const conversations = drawThird(half, by, many)
  const held = await holdAll(conversations)
  if (half === 'dev') for (const { conversation, why } of held.filter(({ right }) => !right)) console.error(`✖ ${conversation.language} ${conversation.turns.join(' | ')}: ${why.slice(0, 400)}`)
  const figures = { ...figuresOf(held), statements: await checkStatements(conversations) }
  console.log(JSON.stringify({ campaign: 'conversations', third: half, seed: by, ...figures }))
  process.exitCode = figures.right >= figures.of * 0.85 && figures.turns <= 6 && figures.statements.uncited + figures.statements.unproven === 0 ? 0 : 1
}

/** What the assistant says to every one of these turns: how many statements, without a source, and with something in them that stands in none. */
async function checkStatements(conversations: readonly Conversation[]) {
  const replies = await openReplies()
  try {
    const found = { said: 0, uncited: 0, unproven: 0 }
    for (const { language, turns } of conversations) {
      for (const turn of turns) {
        const { answer: { statements, trace } } = await replies.assistant.reply(turn, language, emptyThread)
        found.said += statements.length
        found.uncited += statements.filter(({ sources }) => sources.length === 0).length
        found.unproven += trace.checks.filter(({ missing }) => missing.length > 0).length
      }
    }
    return found
  } finally {
    await replies.close()
  }
}
