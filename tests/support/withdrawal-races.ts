/** Questions and a withdrawal, or a narrowing, at once: what leaves of it after the acknowledgement. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Broker } from '../../src/modules/exchange/broker/serve-questions.ts'
import { type ExchangeTrial, openExchangeTrial } from './exchange-trial.ts'

export interface Races {
  races: number
  /** Answers that left before the acknowledgement. */
  answered: number
  refused: number
  /** Must be none. */
  after: number
  /** Notices to the agency that had received something, and those whose signed answer is kept: as many. */
  told: number
  acknowledged: number
  /** From the change to its signed answer, in milliseconds. */
  toldP50Ms: number
  toldP99Ms: number
}

const person = 'KR-DEMO-000003'
const purpose = 'birth-city-gas'
const asks = 3

/** @param races each with three questions and a disclosure of a case, and a withdrawal somewhere among them; in every other one the name is taken out of the consent, and the address stays */
export async function raceWithdrawals(races: number, tell: (done: number) => void = () => undefined): Promise<Races> {
  /** By case: when the last answer left, and when the withdrawal was acknowledged. */
  const left = new Map<string, number[]>()
  const caseOf = new Map<string, string>()
  const watch = (broker: Broker): Broker => ({
    async pass(request) {
      const passed = await broker.pass(request)
      caseOf.set(passed.id, (JSON.parse(Buffer.from(request.body).toString()) as { case: string }).case)
      return passed
    },
    ended(id) {
      const own = caseOf.get(id)
      if (own !== undefined) left.set(own, [...(left.get(own) ?? []), performance.now()])
      caseOf.delete(id)
      broker.ended(id)
    },
  })
  const trial = await openExchangeTrial({ register: 'resident', requester: 'city-gas' }, `person,name,address\n${person},Kim Ha-neul,Sejong-ro\n`, watch)
  const found: Races = { races: 0, answered: 0, refused: 0, after: 0, told: 0, acknowledged: 0, toldP50Ms: 0, toldP99Ms: 0 }
  const race = async (narrow: boolean) => {
    const caseId = randomUUID()
    await trial.exchange.giveConsent({ person, caseId, language: 'en', decisions: { [purpose]: true } })
    const [row] = await trial.room.database.room<{ consent: { id: string; case_id: string; ends_on: string } }>('exchange').transaction((tx) => tx.selectFrom('consent').select(['id', 'ends_on']).where('case_id', '=', caseId).execute())
    const released: number[] = []
    const values = [{ register: 'resident', field: 'name', value: 'x', answeredAt: new Date().toISOString() }]
    const questions = [
      ...Array.from({ length: asks }, () => pause(Math.random() * 30).then(() => trial.ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['name'] }))),
      pause(Math.random() * 30).then(() => trial.exchange.disclose({ key: randomUUID(), person, purpose, caseId, values })).then(({ length }) => { if (length > 0) released.push(performance.now()) }),
    ]
    let acknowledged = Infinity
    const withdrawal = pause(Math.random() * 40).then(() => (narrow ? trial.exchange.narrowConsent({ person, consent: row!.id, fields: ['resident.address'], until: row!.ends_on }) : trial.exchange.withdrawConsent(person, row!.id))).then(() => { acknowledged = performance.now() })
    const outcomes = await Promise.allSettled(questions)
    await withdrawal
    // One more, which comes too late for certain.
    const late = await trial.ask({ register: 'resident', subject: person, purpose, case: caseId, fields: ['name'] }).then(() => 1, () => 0)
    found.races += 1
    found.answered += outcomes.filter(({ status }) => status === 'fulfilled').length
    found.refused += outcomes.filter(({ status }) => status === 'rejected').length
    found.after += late + [...(left.get(caseId) ?? []), ...released].filter((at) => at > acknowledged).length
    left.delete(caseId)
  }
  try {
    const lanes = 8
    await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
      for (let at = lane; at < races; at += lanes) {
        await race(at % 2 === 1)
        if (found.races % 500 === 0) tell(found.races)
      }
    }))
    Object.assign(found, await answersTo(trial))
  } finally {
    await trial.close()
  }
  return found
}

/** When the last notice has its answer, or has had half a minute for it. */
async function answersTo({ room }: ExchangeTrial): Promise<Pick<Races, 'told' | 'acknowledged' | 'toldP50Ms' | 'toldP99Ms'>> {
  for (let tries = 0; ; tries += 1) {
    const [row] = await room.ask<{ told: number; acknowledged: number; p50: number; p99: number }>(`select count(*)::int as told, count(acknowledged_at)::int as acknowledged,
      percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.99) within group (order by ms) as p99 from (select *, extract(epoch from acknowledged_at - made_at) * 1000 as ms from exchange.consent_notice) n`)
    const { told, acknowledged, p50, p99 } = row!
    if (told === acknowledged || tries === 60) return { told, acknowledged, toldP50Ms: Math.round(p50), toldP99Ms: Math.round(p99) }
    await pause(500)
  }
}
