import type { Question } from './read-collection.ts'

interface Retrieval {
  questions: number
  /** Share of the questions whose answer is among the first k. */
  r1: number
  r3: number
  r5: number
  r10: number
  /** Milliseconds a question. */
  p50Ms: number
  p95Ms: number
}

/** Asks every question. @param search ids of documents, best first */
export async function measureRetrieval(questions: readonly Question[], search: (question: string) => readonly string[] | Promise<readonly string[]>): Promise<Retrieval> {
  const [ranks, times]: [number[], number[]] = [[], []]
  for (const { q, gold } of questions) {
    const began = performance.now()
    const found = await search(q)
    times.push(performance.now() - began)
    const rank = found.findIndex((id) => gold.includes(id))
    ranks.push(rank < 0 ? Infinity : rank + 1)
  }
  const share = (k: number) => rounded(ranks.filter((rank) => rank <= k).length / Math.max(ranks.length, 1), 4)
  const sorted = times.sort((one, other) => one - other)
  const percentile = (percent: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0, 2)
  return { questions: questions.length, r1: share(1), r3: share(3), r5: share(5), r10: share(10), p50Ms: percentile(50), p95Ms: percentile(95) }
}

const rounded = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places
