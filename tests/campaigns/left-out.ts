/**
 * `npm run campaign -- left-out`: what the assistant makes of what the pack does not tell it. A word by which people call a service is taken out of the pack and
 * asked for with the pack's own ways of asking; and a service is taken out, so that whatever answers for it is another one. No question of anybody's is needed for it. Ends with one JSON line.
 */
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { openReplies } from '../assistant/open-replies.ts'

const folder = 'packs/kr'
const languages = ['ko', 'en', 'vi'] as const
const aspects = ['amount', 'audience', 'how', 'cost', 'time', 'agency', 'complaint', 'law']
/** Words of each service that are taken out one after the other, services that go at once, and questions about each. */
const [words, parts, questions] = [4, 8, 3]
const whole = loadPack(folder)

interface Asked { service: string; language: typeof languages[number]; name: string }

/** @param at turns the ways of asking, so that each service is asked others */
function* questionsOf({ language, name }: Asked, at: number): Generator<string> {
  for (let turn = 0; turn < questions; turn += 1) {
    const ways = whole.assistant.examples[aspects[(at + turn * 3) % aspects.length]!]![language]!
    const way = ways[(at * 5 + turn) % ways.length]!
    yield language === 'ko' ? `${name} ${way}` : `${way} ${name}`
  }
}

/** @param rate of an answer: what became of the question */
async function ask(pack: Pack, all: readonly Asked[], rate: (asked: Asked, answer: { kind: string; topic: string | null; offered: readonly (string | undefined)[] }) => string, counts: Map<string, number>) {
  const replies = await openReplies({ pack })
  try {
    for (const [at, asked] of all.entries()) {
      for (const question of questionsOf(asked, at)) {
        const { kind, trace: { topic }, options } = (await replies.assistant.reply(question, asked.language, emptyThread)).answer
        const key = `${asked.language} ${rate(asked, { kind, topic, offered: options.map(({ service }) => service) })}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  } finally {
    await replies.close()
  }
}

const called = new Map<string, number>()
for (let out = 0; out < words; out += 1) {
  const pack = structuredClone(whole)
  const asked = Object.entries(pack.assistant.services).flatMap(([service, of]) => languages.flatMap((language): Asked[] => {
    const list = of[language] ?? []
    if (list.length < 2 || list.length <= out) return []
    of[language] = list.filter((_, at) => at !== out)
    return [{ service, language, name: list[out]! }]
  }))
  await ask(pack, asked, ({ service }, { kind, topic, offered }) => (kind === 'answered' || kind === 'start' ? (topic === service ? 'right' : 'another') : offered.includes(service) ? 'offered' : 'asked back'), called)
}

const gone = new Map<string, number>()
for (let part = 0; part < parts; part += 1) {
  const pack = structuredClone(whole)
  const out = pack.services.filter((_, at) => at % parts === part)
  const ids = new Set(out.map(({ id }) => id))
  pack.services = pack.services.filter(({ id }) => !ids.has(id))
  for (const event of pack.lifeEvents) event.services = event.services.filter((id) => !ids.has(id))
  for (const id of ids) delete pack.assistant.services[id]
  await ask(pack, out.flatMap(({ id, name }) => languages.map((language): Asked => ({ service: id, language, name: name[language]! }))), (_, { kind }) => (kind === 'answered' || kind === 'start' ? 'answered from another' : 'not answered'), gone)
}

function sharesOf(counts: ReadonlyMap<string, number>) {
  return Object.fromEntries(languages.map((language) => {
    const own = [...counts].filter(([key]) => key.startsWith(`${language} `))
    const all = own.reduce((sum, [, count]) => sum + count, 0)
    return [language, { of: all, ...Object.fromEntries(own.map(([key, count]) => [key.slice(language.length + 1), Math.round((1000 * count) / all) / 10])) }]
  }))
}

process.stdout.write(`${JSON.stringify({ campaign: 'left-out', called: sharesOf(called), gone: sharesOf(gone) })}\n`)
process.exit()
