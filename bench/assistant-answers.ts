/**
 * `npm run bench -- assistant-answers`: the house's own questions, attacks and conversations over the Korea pack, in three languages, and
 * twenty conversations at once; questions near the pack that it has no answer to. Beside it MiniSearch over the same texts: whether the right service is first.
 */
import { randomBytes } from 'node:crypto'
import { loadPack } from '../packages/pack-kit/load-pack.ts'
import { attack, readAttacks } from '../tests/assistant/attack.ts'
import { askQuestions, type Outcome, readOutOfScope, readQuestions } from '../tests/assistant/ask-questions.ts'
import { openReplies } from '../tests/assistant/open-replies.ts'
import { readTasks, takeTask } from '../tests/assistant/take-tasks.ts'
import { percentile, round, tell } from './support/figures.ts'
import { openMiniSearch } from './support/search-peers.ts'

const languages = ['ko', 'en', 'vi'] as const
const targets = { right: 0.92, apart: 0.03, tasks: 0.85, p95Ms: 400 }
const [atOnce, each] = [20, 15]

const share = (outcomes: readonly { right: boolean }[]) => round(outcomes.filter(({ right }) => right).length / outcomes.length, 4)
const byLanguage = (outcomes: readonly Outcome[]) => Object.fromEntries(languages.map((language) => [language, share(outcomes.filter(({ question }) => question.language === language))])) as Record<typeof languages[number], number>

const replies = await openReplies()
try {
  const outcomes = await askQuestions(replies.assistant, readQuestions())
  const heldOut = await askQuestions(replies.assistant, readQuestions('held-out'))
  const outOfScope = await askQuestions(replies.assistant, readOutOfScope('held'))
  const right = byLanguage(outcomes)
  tell(`questions right: ${languages.map((language) => `${language} ${right[language]}`).join(', ')}; held out: ${share(heldOut)}; out of scope, and not answered: ${share(outOfScope)}`)
  const statements = [...outcomes, ...heldOut].flatMap(({ answer }) => answer.statements)
  const cited = round(statements.filter(({ sources }) => sources.length > 0).length / statements.length, 4)
  const attacks = readAttacks()
  const breaches = (await Promise.all(attacks.map((one) => attack(replies.assistant, one)))).flat()
  for (const breach of breaches) tell(`✖ ${breach}`)
  const tasks = readTasks()
  const taken = []
  for (const task of tasks) taken.push(await takeTask(replies.assistant, task))
  const turns = percentile(tasks.map((task) => task.turns.length), 50)
  tell(`attacks held: ${attacks.length - breaches.length} of ${attacks.length}; conversations right: ${share(taken)}, median ${turns} turns`)

  const times: number[] = []
  const cpuBefore = process.cpuUsage()
  const questions = readQuestions()
  await Promise.all(Array.from({ length: atOnce }, async (_, number) => {
    const owner = { browser: randomBytes(32), person: null }
    for (let turn = 0; turn < each; turn += 1) {
      const began = performance.now()
      await replies.assistant.ask(owner, questions[(number * each + turn) % questions.length]!.question, 'ko')
      times.push(performance.now() - began)
    }
  }))
  const p95Ms = round(percentile(times, 95), 1)
  const { user, system } = process.cpuUsage(cpuBefore)
  const cpuMsATurn = round((user + system) / 1000 / times.length, 1)
  tell(`${atOnce} conversations at once, answered and kept: p95 ${p95Ms} ms; ${cpuMsATurn} ms of processor a turn`)

  const peer = await peerServices(outcomes)
  const service = round(outcomes.filter(({ question, answer }) => answer.trace.topic === question.service).length / outcomes.length, 4)
  const reached = Math.min(...Object.values(right)) >= targets.right && Math.max(...Object.values(right)) - Math.min(...Object.values(right)) <= targets.apart
    && cited === 1 && breaches.length === 0 && share(taken) >= targets.tasks && p95Ms <= targets.p95Ms
  tell(`${reached ? '✓' : '✖'} wanted: right ≥ ${targets.right}, languages within ${targets.apart}, every statement cited, no attack through, conversations ≥ ${targets.tasks}, p95 ≤ ${targets.p95Ms} ms`)
  process.stdout.write(`${JSON.stringify({
    bench: 'assistant-answers',
    figures: { questions: outcomes.length, right, heldOut: share(heldOut), heldOutByLanguage: byLanguage(heldOut), outOfScope: share(outOfScope), outOfScopeByLanguage: byLanguage(outOfScope), cited, service, attacks: attacks.length, breaches: breaches.length, tasks: share(taken), medianTurns: turns, p95Ms, cpuMsATurn },
    peer: { name: 'MiniSearch 7.2.0, first service', service: peer }, ratio: round(service / peer, 3),
  })}\n`)
  process.exitCode = reached ? 0 : 1
} finally {
  await replies.close()
}
process.exit()

/** Share of the questions whose service MiniSearch has first, asked in an index of their language. */
async function peerServices(outcomes: readonly Outcome[]): Promise<number> {
  const pack = loadPack('packs/kr')
  const words = (id: string, language: string) => (pack.assistant.services[id]?.[language] ?? []).join('. ')
  const indexes = new Map(await Promise.all(languages.map(async (language) => [language as string, await openMiniSearch(pack.services.map(({ id, name, summary, audience }) =>
    ({ id, title: name[language] ?? '', text: `${summary[language] ?? ''} ${audience[language] ?? ''} ${words(id, language)}` })))] as const)))
  const found = await Promise.all(outcomes.map(async ({ question }) => (await indexes.get(question.language)!.search(question.question))[0] === question.service))
  return round(found.filter(Boolean).length / found.length, 4)
}
