/**
 * Which of a few things someone wants: multinomial logistic regression over the words and letters of an utterance, trained in
 * milliseconds from the pack's examples. It knows what it does not know: what is unlike all examples is out of scope.
 */
export interface Utterance { text: string; intent: string }

export interface Guess {
  /** `outside` where none of the intents is meant. */
  intent: string
  /** From 0 to 1. */
  confidence: number
}

export interface Classifier {
  classify(text: string): Guess
  /**
   * Before the threshold: the likeliest intent, however unlikely. @param among only these; their confidence is then a share of theirs,
   * and 0 where nothing of the text is familiar
   */
  likeliest(text: string, among?: ReadonlySet<string>): Guess
  /** All of them, the likeliest first. */
  ranked(text: string): Guess[]
}

export const outside = 'outside'

/** Steps of learning in all: few examples are gone through often, many a few times. */
const steps = { least: 6, most: 24, examples: 60_000 }
/** An intent that is this unlikely already learns nothing more from an example. */
const settled = 0.01
/** Share of the examples held back that may be taken for out of scope. */
const lost = 0.08

/** Share of a text's length as a vector that some example must have in common with it. */
const leastFamiliar = 0.25

type Model = Pick<Classifier, 'likeliest' | 'ranked'>
/** What an utterance shows, each under a name of its own, and what it means. */
export interface Example { names: string[]; intent: string }
/** @property shares of the intents in their order, together 1. @property familiar how much of what is shown the examples know, from 0 to 1 */
type Shares = (names: readonly string[]) => { shares: Float64Array; familiar: number }
interface Features {
  ids: Int32Array
  /** Of each of them alike: all together are a vector of length 1, known or not. */
  value: number
}

/** @param terms of a text, from the search's analyser. @param rate of the first step of learning */
export function trainClassifier(utterances: readonly Utterance[], terms: (text: string) => string[], rate?: number): Classifier {
  const intents = [...new Set(utterances.map(({ intent }) => intent))].sort()
  const model = fit(utterances, intents, terms, rate)
  // Found by learning once more from a part of the examples: for whoever asks.
  let threshold: number | undefined
  return {
    ...model,
    classify(text) {
      threshold ??= chooseThreshold(shuffle(utterances), intents, terms, rate)
      const guess = model.likeliest(text)
      return guess.confidence < threshold ? { intent: outside, confidence: 1 - guess.confidence } : guess
    },
  }
}

/** The confidence that all but a few of the examples reach when the model has not seen them. */
function chooseThreshold(all: readonly Utterance[], intents: string[], terms: (text: string) => string[], rate?: number): number {
  const everyFourth = (at: number) => at % 4 === 3
  const model = fit(all.filter((_one, at) => !everyFourth(at)), intents, terms, rate)
  const reached = all.filter(({ intent }, at) => everyFourth(at) && intent !== outside).map(({ text }) => model.likeliest(text).confidence)
  return reached.sort((one, other) => one - other)[Math.floor(reached.length * lost)] ?? 0
}

function fit(utterances: readonly Utterance[], intents: readonly string[], terms: (text: string) => string[], rate?: number): Model {
  const model = learn(utterances.map(({ text, intent }) => ({ names: namesIn(text, terms(text)), intent })), intents, rate)
  return {
    likeliest(text, among) {
      const { shares, familiar } = model(namesIn(text, terms(text)))
      const likely = Array.from(shares, (share, at) => (among === undefined || among.has(intents[at]!) ? share : 0))
      const at = likely.indexOf(likely.reduce((one, other) => Math.max(one, other), 0))
      // What the examples never said counts against every intent.
      if (among === undefined) return { intent: intents[at]!, confidence: likely[at]! * familiar }
      return { intent: intents[at]!, confidence: familiar < leastFamiliar ? 0 : likely[at]! / likely.reduce((sum, share) => sum + share, 0) }
    },
    ranked(text) {
      const { shares, familiar } = model(namesIn(text, terms(text)))
      return Array.from(shares, (share, at) => ({ intent: intents[at]!, confidence: share * familiar })).sort((one, other) => other.confidence - one.confidence)
    },
  }
}

/** @param rate of the first step. @param passes as many as there are steps for, where absent. @returns what is written over with the next call */
export function learn(all: readonly Example[], intents: readonly string[], rate = 0.5, passes = Math.min(steps.most, Math.max(steps.least, Math.round(steps.examples / Math.max(all.length, 1))))): Shares {
  const vocabulary = new Map<string, number>()
  const examples = shuffle(all).map(({ names, intent }) => ({ features: featuresOf(names, vocabulary, true), intent: intents.indexOf(intent) }))
  const width = intents.length
  const weights = new Float32Array(vocabulary.size * width)
  const bias = new Float32Array(width)
  // Learning asks for them a hundred thousand times: each answer is written over the last.
  const shares = new Float64Array(width)
  const odds = ({ ids, value }: Features) => {
    shares.fill(0)
    for (let one = 0; one < ids.length; one += 1) for (let at = 0, weight = ids[one]! * width; at < width; at += 1, weight += 1) shares[at]! += weights[weight]!
    let [top, total] = [-Infinity, 0]
    for (let at = 0; at < width; at += 1) top = Math.max(top, (shares[at] = shares[at]! * value + bias[at]!))
    for (let at = 0; at < width; at += 1) total += (shares[at] = Math.exp(shares[at]! - top))
    for (let at = 0; at < width; at += 1) shares[at]! /= total
    return shares
  }
  for (let pass = 0; pass < passes; pass += 1) {
    const step = rate / (1 + pass / 4)
    for (const { features, intent } of examples) {
      const likely = odds(features)
      const { ids, value } = features
      for (let at = 0; at < width; at += 1) {
        const error = (at === intent ? 1 : 0) - likely[at]!
        if (Math.abs(error) < settled) continue
        bias[at]! += step * error * 0.1
        const change = step * error * value
        for (let one = 0; one < ids.length; one += 1) weights[ids[one]! * width + at]! += change
      }
    }
  }
  return (names) => {
    const features = featuresOf(names, vocabulary, false)
    return { shares: odds(features), familiar: Math.min(1, Math.sqrt(features.ids.length) * features.value) }
  }
}

/** Always the same order, in which neighbours of a file are apart: there they are of one intent. */
function shuffle<One>(utterances: readonly One[]): One[] {
  const key = (at: number) => Math.imul(at + 1, 2_654_435_761) >>> 0
  return utterances.map((one, at) => ({ one, key: key(at) })).sort((one, other) => one.key - other.key).map(({ one }) => one)
}

/** Words, pairs of them, and letters. */
export const namesIn = (text: string, terms: readonly string[]): string[] => [...new Set([...wordsAndPairs(terms), ...lettersOf(text)])]

function featuresOf(names: readonly string[], vocabulary: Map<string, number>, learning: boolean): Features {
  const ids: number[] = []
  for (const name of names) {
    let id = vocabulary.get(name)
    if (id === undefined && learning) vocabulary.set(name, (id = vocabulary.size))
    if (id !== undefined) ids.push(id)
  }
  return { ids: Int32Array.from(ids), value: 1 / Math.sqrt(Math.max(names.length, 1)) }
}

/** What the analyser found, and each two words that stand beside each other. */
export function wordsAndPairs(terms: readonly string[]): string[] {
  const words = terms.filter((term) => term.startsWith('m'))
  return [...terms, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)]
}

function lettersOf(text: string): string[] {
  const letters = ` ${text.normalize('NFC').toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
  return [2, 3, 4].flatMap((length) => Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, at) => `c${letters.slice(at, at + length)}`))
}
