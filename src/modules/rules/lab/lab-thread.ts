/** The thread of `simulate-elsewhere`: a study of some seconds stops no page. What several studies share is kept. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import { alone } from '../population/crew.ts'
import { readRules } from '../language/read-rules.ts'
import { rakeFor, yearOf } from '../people/draw-people.ts'
import { drawFor, simulate, type Study } from '../simulate/simulate.ts'
import type { Answered, Country, Question } from './simulate-elsewhere.ts'

const country = workerData as Country
const book = readRules(country.pack)
const draw = keepLast(({ people, seed, on }) => `${people} ${seed} ${on}`, (study) => drawFor(study, fit(study)))
const fit = keepLast(({ on }) => String(yearOf(on)), ({ pack, margins, on }) => rakeFor({ facts: pack.facts as Fact[], margins, on }))

async function answer(question: Question): Promise<Answered> {
  const study = { ...country, ...question }
  try {
    return { simulation: await simulate(study, alone, draw(study), book) }
  } catch (cause) {
    // A mistake of the reform's text, told with its place; everything else is a fault of ours and ends the thread.
    if (cause instanceof Error && /^[^:\s]+:\d+:\d+: /.test(cause.message)) return { mistake: cause.message }
    throw cause
  }
}

/** Whoever moves a slider asks for the same people again and again. */
function keepLast<Made>(keyOf: (study: Study) => string, make: (study: Study) => Made): (study: Study) => Made {
  let last: { key: string; made: Made } | null = null
  return (study) => {
    const key = keyOf(study)
    if (last?.key !== key) last = { key, made: make(study) }
    return last.made
  }
}

parentPort!.on('message', (question: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void answer(question).then((answered) => parentPort!.postMessage(answered))
})
