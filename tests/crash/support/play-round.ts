/** One round: a birth, at once with another or with a bereavement, kills at points drawn from the seed, and the count afterwards. */
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../../../demo/population/random.ts'
import { findLosses, type Losses } from './find-losses.ts'
import { playBereavement, playBirth } from './play-case.ts'
import { standBy } from './stand-by.ts'
import { startPlatform, type Platform } from './platform.ts'
import { daughterOfADeadMan, mothers, newborn } from './residents.ts'
import { victims, type Victim } from './victims.ts'

/** Where src calls `pausePoint`. */
export const pausePoints = [
  'cases.submit.before-commit', 'cases.submit.after-commit', 'cases.deliver.after-disclosure', 'cases.decide.before-commit',
  'cases.decide.after-commit', 'cases.register-birth.after-register', 'payments.instruct.after-bank', 'payments.notification.before-commit', 'payments.statement.before-commit',
] as const

const steps = ['sign-in', 'start', 'known-page', 'known', 'child', 'home', 'consent', 'owed', 'submit', 'receipt-page', 'inbox', 'part-page', 'decide'] as const

export interface Plan {
  seed: number
  /** What the second family reports. */
  second: 'birth' | 'bereavement'
  victim: Victim
  /** A named point of the platform, or a step of the first or second family with the milliseconds after it was sent. */
  at: { pause: string } | { step: string; afterMs: number; occurrence: number; family?: 0 | 1 }
  /** Killed after that, each so long after everything was well again. */
  more?: { victim: Victim; afterMs: number }[]
}

export interface RoundResult extends Losses {
  plan: Plan
  /** Who was killed, and from then until `/readyz` says yes again. */
  kills: { victim: Victim; restartMs: number }[]
  again: number
  /** The platform ended although only a child of it was killed, did not start again at once, or did not adopt what was alive. */
  fallen: string[]
}

/** Up to three more after the first: whoever has just stood up again is hit while what it left is taken up. */
export function planRound(seed: number): Plan {
  const more = createRandom(seed ^ 0x3a3a3a)
  return { ...planFirst(seed), more: Array.from({ length: more.below(4) }, () => ({ victim: more.pick(victims), afterMs: more.below(1_200) })) }
}

function planFirst(seed: number): Plan {
  const random = createRandom(seed)
  const second = random.pick(['birth', 'bereavement'] as const)
  // A process that stands still for ever can only be killed itself.
  if (random.below(100) < 40) return { seed, second, victim: random.pick(['platform', 'platform and postmaster'] as const), at: { pause: random.pick(pausePoints) } }
  const family = random.pick([0, 1] as const)
  const step = random.pick(family === 1 && second === 'bereavement' ? steps.filter((name) => name !== 'child' && name !== 'home') : steps)
  return { seed, second, victim: random.pick(victims), at: { step, afterMs: random.below(step === 'submit' || step === 'decide' ? 250 : 25), occurrence: step === 'decide' || step === 'part-page' ? random.below(8) : 0, family } }
}

export const tellPlan = ({ seed, second, victim, at, more = [] }: Plan) =>
  `seed ${seed}, birth and ${second}: kill ${victim} at ${'pause' in at ? at.pause : `${at.step}${at.occurrence ? ` no. ${at.occurrence + 1}` : ''}${at.family === 1 ? ' of the second' : ''} + ${at.afterMs} ms`}${
    more.map((next) => `, ${next.victim} ${next.afterMs} ms later`).join('')}`

export interface RoundOptions {
  data: string
  port: number
  plan: Plan
  /** Different in every round on the same data. */
  number: number
}

const people = mothers()

/** @param platform runs on the data already; the one that runs afterwards is in the result */
export async function playRound(platform: Platform | undefined, { data, port, plan, number }: RoundOptions): Promise<{ platform: Platform; result: RoundResult }> {
  const { at, victim, more = [] } = plan
  const random = createRandom(plan.seed ^ 0x5f5f5f)
  const first = platform ?? await startPlatform({ data, port })
  const guard = standBy(first, { data, port })
  const kills: RoundResult['kills'] = []
  const kill = async () => {
    for (const next of [{ victim, afterMs: 0 }, ...more]) {
      await pause(next.afterMs)
      kills.push({ victim: next.victim, restartMs: await guard.kill(next.victim, random.below) })
    }
  }
  let killing: Promise<void> | undefined
  const strike = () => { killing ??= kill() }
  if ('pause' in at) void first.pauseAt(at.pause).then(strike)
  let seen = 0
  const onSend = (name: string) => {
    if (!('step' in at) || name.split(':')[0] !== at.step || seen++ !== at.occurrence) return
    setTimeout(strike, at.afterMs)
  }
  const families = [0, 1].map((index) => {
    const play = { origin: first.origin, number: (number * 2 + index) % 1_000, onSend: 'step' in plan.at && index === (plan.at.family ?? 0) ? onSend : () => undefined }
    if (index === 1 && plan.second === 'bereavement') return playBereavement({ ...play, person: daughterOfADeadMan })
    return playBirth({ ...play, person: people[(number * 2 + index) % people.length]!, child: newborn(number * 2 + index) })
  })
  const played = await Promise.all(families)
  // A point that lies in the work after the last answer: a machine that does much else comes to it late.
  for (let waited = 0; !killing && waited < ('pause' in at ? 60_000 : 3_000); waited += 50) await pause(50)
  if (!killing && 'pause' in at) throw new Error(`nobody came to ${at.pause}`)
  // Fewer agencies decide than the plan counted on: the kills follow the last answer.
  strike()
  await killing
  const losses = await findLosses(data, played)
  return { platform: guard.running(), result: { ...losses, fallen: guard.fallen, plan, kills, again: played.reduce((sum, { again }) => sum + again, 0) } }
}
