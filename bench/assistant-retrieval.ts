/**
 * `npm run bench -- assistant-retrieval`: Korean questions over documents of public services, as they are, without
 * spaces, and with 12 % of the syllables mistyped; beside MiniSearch and PostgreSQL's full text search.
 * Nothing is learnt from the questions. Weights were chosen on one half of them, so the other half is told apart.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRandom } from '../demo/population/random.ts'
import { createSearch, measureRetrieval, readCollection } from '../src/modules/search/index.ts'
import { round, tell } from './support/figures.ts'
import { mistype } from './support/mistype.ts'
import { openFullText, openMiniSearch, type Page } from './support/search-peers.ts'

const file = '../shared/data/assistant/welfare-tuning.json'
const targets = { r1: 0.78, r5: 0.91, noSpacesLoss: 0.02, typosR1: 0.66, p95Ms: 50 }

if (!existsSync(file)) {
  tell(`${file} is absent: it may not be part of the project. Nothing was measured.`)
  process.exit(0)
}
const text = readFileSync(file, 'utf8')
const { documents, questions } = readCollection(text, text, 'ko')
const random = createRandom(7)
const variants = {
  plain: questions,
  unseen: questions.filter(({ q }) => createHash('sha256').update(q).digest()[0]! % 2 === 1),
  noSpaces: questions.map(({ q, gold }) => ({ q: q.replaceAll(/\s/g, ''), gold })),
  typos: questions.map(({ q, gold }) => ({ q: mistype(q, 12, random), gold })),
}

tell(`${documents.length} documents, ${questions.length} questions`)
const began = process.cpuUsage()
const search = createSearch()
const index = await search.empty.with(documents)
const { user, system } = process.cpuUsage(began)
tell(`Analysed in ${round((user + system) / 1e6)} CPU-seconds`)
const ask = (question: string) => index.search(question, 'ko').slice(0, 10).map(({ id }) => id)
type Measured = Awaited<ReturnType<typeof measureRetrieval>>
const measured: Partial<Record<keyof typeof variants, Measured>> = {}
for (const [name, asked] of Object.entries(variants) as [keyof typeof variants, typeof questions][]) measured[name] = await measureRetrieval(asked, ask)
const { plain, unseen, noSpaces, typos } = measured as Record<keyof typeof variants, Measured>
for (const [name, { r1, r5, p95Ms }] of Object.entries(measured)) tell(`maru, ${name}: R@1 ${r1}, R@5 ${r5}, p95 ${p95Ms} ms`)

const peer: Record<string, unknown> = {}
let bestOfPeers = 0
const pages = (JSON.parse(text) as { documents: Page[] }).documents
for (const open of [openMiniSearch, openFullText]) {
  const other = await open(pages)
  try {
    const { questions: _, ...figures } = await measureRetrieval(questions, other.search)
    const { r1: noSpacesR1 } = await measureRetrieval(variants.noSpaces, other.search)
    const { r1: typosR1 } = await measureRetrieval(variants.typos, other.search)
    tell(`${other.name}: R@1 ${figures.r1}, without spaces ${noSpacesR1}, mistyped ${typosR1}, p95 ${figures.p95Ms} ms`)
    peer[other.name] = { ...figures, noSpaces: { r1: noSpacesR1 }, typos: { r1: typosR1 } }
    bestOfPeers = Math.max(bestOfPeers, figures.r1)
  } finally {
    await other.close()
  }
}

const kept = ({ r1, r3, r5, r10, p50Ms, p95Ms }: Measured) => ({ r1, r3, r5, r10, p50Ms, p95Ms })
const reached = plain.r1 >= targets.r1 && plain.r5 >= targets.r5 && plain.r1 - noSpaces.r1 <= targets.noSpacesLoss && typos.r1 >= targets.typosR1 && plain.p95Ms <= targets.p95Ms
tell(`${reached ? '✓' : '✖'} wanted: R@1 ≥ ${targets.r1}, R@5 ≥ ${targets.r5}, without spaces within ${targets.noSpacesLoss}, mistyped ≥ ${targets.typosR1}, p95 ≤ ${targets.p95Ms} ms`)
process.stdout.write(`${JSON.stringify({
  bench: 'assistant-retrieval', figures: { ...kept(plain), noSpaces: kept(noSpaces), typos: kept(typos), unseenHalf: kept(unseen) }, peer, ratio: round(plain.r1 / bestOfPeers, 3),
})}\n`)
process.exit(reached ? 0 : 1)
