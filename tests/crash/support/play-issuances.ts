/**
 * One round: wallets take offers and batches without a pause, one kill to four at moments drawn from the seed, and they go on until a whole batch has been given
 * after the last. Each code is redeemed twice at once and each request for credentials sent twice at once; what got no answer is sent once more, word for word.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../../../demo/population/random.ts'
import { fetchFrom } from '../../support/fetch-from.ts'
import { type Answer as WalletAnswer, newKeyPair, readOffer, TestWallet } from '../../support/test-wallet.ts'
import { bePatient } from './be-patient.ts'
import type { Platform } from './platform.ts'
import { addressOf, adults } from './residents.ts'
import { standBy } from './stand-by.ts'
import { csrfOf, type Send, signIn } from './walk.ts'
import { WebClient } from './web-client.ts'

export const issuanceVictims = ['platform', 'postmaster', 'backend'] as const
export type IssuanceVictim = (typeof issuanceVictims)[number]
/** Between the record of a batch and its signatures. */
export const issuancePause = 'credentials-recorded'

export interface IssuancePlan {
  seed: number
  victim: IssuanceVictim
  afterMs: number
  /** The platform stands still where a batch is recorded and not signed, and is killed there. */
  pause: boolean
  /** Killed after that, each so long after everything was well again. */
  more?: { victim: IssuanceVictim; afterMs: number }[]
}

/** A credential that a wallet holds, by its entry in a status list. */
export interface HeldCredential { uri: string; index: number; issuance: string }

export interface IssuanceRound {
  held: HeldCredential[]
  codes: number
  /** Requests for a batch, each with a nonce of its own. */
  requests: number
  /** Codes, and requests for credentials, that were taken more than once. */
  twice: string[]
  fallen: string[]
  /** Who was killed, and from then until `/readyz` says yes again. */
  kills: { victim: IssuanceVictim; restartMs: number }[]
  /** From the last kill until a batch begun after it was in a wallet. */
  givenMs: number
}

export const batchSize = 10
const wallets = 3
/** On a machine that others use too. */
const patience = 180_000

export function planIssuances(seed: number): IssuancePlan {
  const random = createRandom(seed)
  const victim = random.pick(issuanceVictims)
  const first = { seed, victim, afterMs: 30 + random.below(700), pause: victim === 'platform' && random.below(3) === 0 }
  const more = createRandom(seed ^ 0x3a3a3a)
  return { ...first, more: Array.from({ length: more.below(4) }, () => ({ victim: more.pick(issuanceVictims), afterMs: more.below(700) })) }
}

export const tellIssuances = ({ seed, victim, afterMs, pause: paused, more = [] }: IssuancePlan) =>
  `seed ${seed}: kill ${victim} ${paused ? 'between record and signature' : `${afterMs} ms after the first offer`}${more.map((next) => `, ${next.victim} ${next.afterMs} ms later`).join('')}`

/** @param number of the round: its people have addresses of their own */
export async function playIssuances(before: Platform, { data, port, plan, number }: { data: string; port: number; plan: IssuancePlan; number: number }): Promise<{ platform: Platform; round: IssuanceRound }> {
  const random = createRandom(plan.seed ^ 0x3c3c3c)
  const people = adults()
  const round: IssuanceRound = { held: [], codes: 0, requests: 0, twice: [], fallen: [], kills: [], givenMs: Number.NaN }
  const guard = standBy(before, { data, port })
  const { origin } = before
  let [struckAt, wellAt] = [Infinity, 0]
  const reached = plan.pause ? before.pauseAt(issuancePause) : undefined
  const carrying = Array.from({ length: wallets }, async (_, at) => {
    const from = addressOf(number * wallets + at)
    const client = new WebClient(origin, from)
    const { send } = bePatient(client, undefined, undefined, patience)
    try {
      await signIn(send, people[(number * wallets + at) % people.length]!)
      while (wellAt === 0) {
        const began = performance.now()
        const given = await takeBatch(origin, from, send, round)
        if (given && began > struckAt) wellAt = performance.now()
        if (performance.now() - struckAt > patience) throw new Error(`no batch ${patience} ms after: ${tellIssuances(plan)}`)
      }
    } finally {
      client.close()
    }
  })
  const strike = async () => {
    await (reached ?? pause(plan.afterMs))
    let began = 0
    for (const { victim, afterMs } of [{ victim: plan.victim, afterMs: 0 }, ...plan.more ?? []]) {
      await pause(afterMs)
      began = performance.now()
      round.kills.push({ victim, restartMs: await guard.kill(victim, random.below) })
    }
    struckAt = performance.now()
    return began
  }
  const [began] = await Promise.all([strike(), ...carrying])
  return { platform: guard.running(), round: { ...round, fallen: guard.fallen, givenMs: wellAt - began } }
}

/** @returns whether a batch came to its wallet */
async function takeBatch(origin: string, from: string, send: Send, round: IssuanceRound): Promise<boolean> {
  const page = await send('offer', '/my/wallet/offers', { _csrf: csrfOf(await send('wallet', '/my/wallet')), type: 'mobile-id' })
  const { code } = readOffer(/href="(openid-credential-offer:[^"]+)"/.exec(page.html)![1]!.replaceAll('&amp;', '&'))
  const typed = /class="amount">(\d{6})</.exec(page.html)![1]
  round.codes += 1
  const both = [await TestWallet.open(origin, undefined, fetchFrom(from)), await TestWallet.open(origin, undefined, fetchFrom(from))]
  const redeemed = await Promise.all(both.map((wallet) => untilAnswered(() => wallet.redeem(code, typed))))
  const [wallet, other] = both.filter((_, at) => redeemed[at]!.status === 200)
  if (other) round.twice.push('a code was redeemed twice')
  // Used up by an answer that never came.
  if (!wallet) return false
  const keys = await Promise.all(Array.from({ length: batchSize }, newKeyPair))
  const request = await untilThere(() => wallet.asking('mobile-id', keys))
  round.requests += 1
  const answers = await Promise.all([0, 1].map(() => untilAnswered(() => wallet.post('/vci/credential', request))))
  const given = answers.filter(({ status }) => status === 200)
  if (given.length > 1) round.twice.push('a request for credentials was answered twice')
  for (const { body } of given) {
    const { credentials, notification_id: issuance } = body as { credentials: { credential: string }[]; notification_id: string }
    for (const { credential } of credentials) {
      const { status: { status_list: { uri, idx } } } = JSON.parse(Buffer.from(credential.split('.')[1]!, 'base64url').toString()) as { status: { status_list: { uri: string; idx: number } } }
      round.held.push({ uri, index: idx, issuance })
    }
  }
  return given.length > 0
}

const untilAnswered = (ask: () => Promise<WalletAnswer>) => untilThere(async () => {
  const answer = await ask()
  if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status} ${answer.text}`)
  return answer
})

async function untilThere<Given>(ask: () => Promise<Given>): Promise<Given> {
  for (const end = performance.now() + patience; ; await pause(60)) {
    try {
      return await ask()
    } catch (cause) {
      if (performance.now() > end) throw cause
    }
  }
}
