/**
 * Where Korean puts its spaces, learnt from texts that have them: how likely one stands between two syllables by those around them. Many people type none,
 * and a morpheme analyser cuts what it does not know, names and pet forms, into what it does. Logistic regression over hashed runs of syllables.
 */

export type Spacer = (text: string) => string

/** Weights; of runs that share one the texts hold few. Their mean over the passes is kept: what the last texts said weighs no more than the first. */
const width = 1 << 18
const [passes, rate, settled] = [16, 0.5, 0.02]
/** Below it a space is left out: a name that is cut costs more than two words that stay together. */
const surely = 0.78
/** Shorter runs are one word; beside spaces that were typed longer ones are too, so that what somebody writes together stays together. */
const [long, longBesideSpaces] = [/\p{Script=Hangul}{4,}/gu, /\p{Script=Hangul}{7,}/gu]
const typedSpace = /\p{Script=Hangul} \p{Script=Hangul}/u
const runs = /\p{Script=Hangul}+(?: \p{Script=Hangul}+)*/gu
/** From and to which syllable, counted from the one before the gap. */
const windows = [[0, 0], [1, 1], [-1, 0], [0, 1], [1, 2], [-1, 1], [0, 2], [-2, 0], [1, 3], [-1, 2]] as const
const shown = windows.length

/** @param texts with their spaces; learnt from when the first text comes that may want some */
export function learnSpaces(texts: () => Iterable<string>): Spacer {
  let weights: Float32Array | undefined
  return (text) => text.replaceAll(typedSpace.test(text) ? longBesideSpaces : long, (run) => {
    const [known, codes] = [weights ??= learn(texts()), codesOf(run)]
    return codes.reduce((spaced, code, at) => spaced + String.fromCharCode(code) + (at < codes.length - 1 && likely(known, idsAt(codes, at)) > surely ? ' ' : ''), '')
  })
}

function learn(texts: Iterable<string>): Float32Array {
  const [ids, spaces]: [number[], boolean[]] = [[], []]
  for (const text of new Set(texts)) {
    for (const [run] of text.matchAll(runs)) {
      const codes = codesOf(run.replaceAll(' ', ''))
      const places = placesOf(run)
      for (let at = 0; at < codes.length - 1; at += 1) {
        ids.push(...idsAt(codes, at))
        spaces.push(places.has(at))
      }
    }
  }
  const weights = new Float32Array(width)
  const mean = new Float32Array(width)
  const order = spaces.map((_, at) => ({ at, key: Math.imul(at + 1, 2_654_435_761) >>> 0 })).sort((one, other) => one.key - other.key).map(({ at }) => at)
  const all = Int32Array.from(ids)
  for (let pass = 0; pass < passes; pass += 1) {
    for (const at of order) {
      const own = all.subarray(at * shown, at * shown + shown)
      const error = Number(spaces[at]) - likely(weights, own)
      if (Math.abs(error) < settled) continue
      for (const id of own) weights[id]! += rate / (1 + pass / 2) * error
    }
    for (let id = 0; id < width; id += 1) mean[id]! += weights[id]! / passes
  }
  return mean
}

function likely(weights: Float32Array, ids: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < ids.length; at += 1) sum += weights[ids[at]!]!
  return 1 / (1 + Math.exp(-sum))
}

const codesOf = (run: string): number[] => Array.from(run, (syllable) => syllable.charCodeAt(0))

/** After how many syllables a space stands. */
function placesOf(run: string): Set<number> {
  const places = new Set<number>()
  let at = -1
  for (const sign of run) if (sign === ' ') places.add(at); else at += 1
  return places
}

/** Of a gap the runs of syllables around it, each as the number of a weight (FNV-1a). */
function idsAt(codes: readonly number[], at: number): number[] {
  return windows.map(([from, to], window) => {
    let hash = 2_166_136_261 ^ window
    for (let place = at + from; place <= at + to; place += 1) hash = Math.imul(hash ^ (codes[place] ?? 0), 16_777_619)
    return (hash ^ (hash >>> 15)) & (width - 1)
  })
}
