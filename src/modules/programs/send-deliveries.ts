/**
 * Brings a receiver what waits for it, one message after the other. A message is taken for a minute before it leaves: who dies meanwhile
 * leaves it to the next, and the receiver knows it by its id. A receiver that cannot be reached is left alone until the next try is due.
 */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { callOutside, type Reach } from '../../kernel/http/call-outside.ts'
import { pausePoint } from '../../kernel/pause/pause.ts'
import { SendDeliveries } from './contract.ts'
import { sendingKey } from './keep-deliveries.ts'
import { signMessage } from './keys.ts'
import { nextTry, waitsFrom } from './pauses.ts'
import type { ProgramsTables } from './tables.ts'

export interface SendDeps {
  db: RoomDatabase<ProgramsTables>
  clock: Clock
  /** Signs. */
  key: Buffer
  /** What may be connected to at a receiver's name. */
  reach(name: string): Reach
  /** Milliseconds for one message; an answer that comes later is none. */
  patience?: number
}

interface Taken { id: string; body: string; tries: number; address: string }
type Outcome = { kind: 'delivered' | 'refused' | 'away' | 'gone'; answer: string }

const usual = 15_000
const [lease, kept] = [60_000, 30 * 86_400_000]
/** Bytes of an answer that nobody reads. */
const longest = 16 * 1024

export async function sendDeliveries(deps: SendDeps, subscription: string) {
  for (let taken = await take(deps, subscription); taken !== undefined; taken = await take(deps, subscription)) {
    await pausePoint('programs.send.before-call')
    const outcome = await post(deps, subscription, taken)
    await pausePoint('programs.send.before-settle')
    await settle(deps, subscription, taken, outcome)
    if (outcome.kind === 'away' || outcome.kind === 'gone') break
  }
  await comeAgain(deps, subscription)
}

const timeOf = ({ clock }: SendDeps) => new Date(clock.now().epochMilliseconds)

function take(deps: SendDeps, subscription: string): Promise<Taken | undefined> {
  const now = timeOf(deps)
  return deps.db.transaction(async (tx) => {
    const found = await tx.selectFrom('delivery').innerJoin('subscription', 'subscription.id', 'delivery.subscription').select(['delivery.id', 'delivery.body', 'delivery.tries', 'subscription.address'])
      .where('subscription.id', '=', subscription).where('subscription.ended_at', 'is', null).where((eb) => eb.or([eb('subscription.resume_at', 'is', null), eb('subscription.resume_at', '<=', now)]))
      .where('delivery.state', '=', 'waiting').where('delivery.next_at', '<=', now).orderBy('delivery.next_at').orderBy('delivery.id').limit(1).forUpdate('delivery').skipLocked().executeTakeFirst()
    if (found) await tx.updateTable('delivery').set({ next_at: new Date(now.getTime() + lease), tries: found.tries + 1 }).where('id', '=', found.id).execute()
    return found && { ...found, tries: found.tries + 1 }
  })
}

async function post(deps: SendDeps, subscription: string, { id, body, address }: Taken): Promise<Outcome> {
  const url = new URL(address)
  const signed = signMessage(deps.key, { subscription, id, body, seconds: Math.floor(timeOf(deps).getTime() / 1_000) })
  try {
    const { status } = await callOutside(url, { method: 'POST', headers: { ...signed, 'content-type': 'application/json' }, body: Buffer.from(body), patience: deps.patience ?? usual, longest }, deps.reach(url.hostname))
    if (status >= 200 && status < 300) return { kind: 'delivered', answer: String(status) }
    if (status === 410) return { kind: 'gone', answer: '410' }
    // What is wrong with this message need not be wrong with the next.
    return { kind: status >= 400 && status < 500 && status !== 429 && status !== 408 ? 'refused' : 'away', answer: String(status) }
  } catch (cause) {
    return { kind: 'away', answer: (cause as Error).message.slice(0, 200) }
  }
}

function settle(deps: SendDeps, subscription: string, { id, tries }: Taken, { kind, answer }: Outcome) {
  const now = timeOf(deps)
  return deps.db.transaction(async (tx) => {
    const receiver = await tx.selectFrom('subscription').select(['failing_since', 'strikes']).where('id', '=', subscription).forUpdate().executeTakeFirstOrThrow()
    const strikes = kind === 'away' ? receiver.strikes + 1 : 0
    const again = nextTry(now, kind === 'away' ? strikes : tries)
    const settled = kind === 'delivered' ? { state: 'delivered' as const, settled_at: now } : { next_at: again }
    await tx.updateTable('delivery').set({ ...settled, answer }).where('id', '=', id).execute()
    await tx.updateTable('subscription').where('id', '=', subscription).set({
      strikes, failing_since: strikes === 0 ? null : receiver.failing_since ?? now, resume_at: strikes === 0 ? null : again,
      ...(kind === 'gone' ? { ended_at: now, ended_because: 'gone' as const } : {}),
    }).execute()
    const late = tx.updateTable('delivery').set({ state: 'given-up', settled_at: now }).where('subscription', '=', subscription).where('state', '=', 'waiting').where('waits_since', '<', waitsFrom(now))
    if (kind === 'away') await late.execute()
    if (kind === 'refused') await late.where('id', '=', id).execute()
  })
}

/** What is settled is kept for a month; where something waits, the job comes again when it is due. */
async function comeAgain(deps: SendDeps, subscription: string) {
  const now = timeOf(deps)
  await deps.db.transaction(async (tx) => {
    await tx.deleteFrom('delivery').where('subscription', '=', subscription).where('state', '<>', 'waiting').where('settled_at', '<', new Date(now.getTime() - kept)).execute()
    const receiver = await tx.selectFrom('subscription').select('resume_at').where('id', '=', subscription).where('ended_at', 'is', null).executeTakeFirst()
    const next = receiver && await tx.selectFrom('delivery').select('next_at').where('subscription', '=', subscription).where('state', '=', 'waiting').orderBy('next_at').limit(1).executeTakeFirst()
    if (next) await enqueue(tx, SendDeliveries, { subscription }, { key: sendingKey(subscription), runAt: receiver.resume_at !== null && receiver.resume_at > next.next_at ? receiver.resume_at : next.next_at })
  })
}
