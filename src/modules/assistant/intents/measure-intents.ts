import { outside, trainClassifier, type Utterance } from './classifier.ts'

export interface IntentFigures {
  intents: number
  questions: number
  /** Share of what belongs to an intent that was given that one. */
  accuracy: number
  /** Share of what is out of scope that was seen to be; null where the file holds none. */
  outOfScopeRecall: number | null
  /** Share of what was called out of scope that is; null where nothing was. */
  outOfScopePrecision: number | null
  /** Of all answers, right ones. */
  overall: number
  trainMs: number
  p50Ms: number
  p95Ms: number
}

export function measureIntents(train: readonly Utterance[], test: readonly Utterance[], terms: (text: string) => string[]): IntentFigures {
  const began = performance.now()
  const classifier = trainClassifier(train, terms)
  const trainMs = Math.round(performance.now() - began)
  const times: number[] = []
  const answers = test.map(({ text, intent }) => {
    const start = performance.now()
    const guess = classifier.classify(text).intent
    times.push(performance.now() - start)
    return { intent, guess, right: guess === intent }
  })
  const share = (of: typeof answers) => (of.length === 0 ? null : Math.round((of.filter(({ right }) => right).length / of.length) * 10_000) / 10_000)
  times.sort((one, other) => one - other)
  const percentile = (percent: number) => Math.round((times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0) * 100) / 100
  return {
    intents: new Set(train.map(({ intent }) => intent).filter((intent) => intent !== outside)).size, questions: test.length,
    accuracy: share(answers.filter(({ intent }) => intent !== outside)) ?? 0,
    outOfScopeRecall: share(answers.filter(({ intent }) => intent === outside)), outOfScopePrecision: share(answers.filter(({ guess }) => guess === outside)),
    overall: share(answers) ?? 0, trainMs, p50Ms: percentile(50), p95Ms: percentile(95),
  }
}
