/** A person lets another act for them: offered by a code, taken by whoever has the code and the name that was written, ended by either. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { hashOfCode, newCode, sameName } from '../codes.ts'
import { identityFaults } from '../contract.ts'
import type { MandateDeps } from './mandates.ts'
import { begin, endRow, lockMandate } from './queries.ts'
import type { MandateRow } from './standing.ts'

export interface Person { id: string; name: string }

export interface Grant {
  kind: string
  /** Of the one who is to act, as they are called when they sign in. */
  name: string
  acts: readonly string[]
  /** The last legal day. */
  until: string
}

const offerLasts = 7 * 24 * 3_600_000
const hashOf = (key: Buffer, code: string) => hashOfCode(key, 'mandate', code)

/** @param grant checked against its kind by whoever read the form. @returns the code, which is shown once */
export async function grantMandate({ db, pack, clock, key }: MandateDeps, subject: Person, grant: Grant): Promise<{ id: string; code: string; endsAt: Date }> {
  const kind = pack.mandates.find(({ id }) => id === grant.kind)
  if (kind?.comes !== 'grant' || grant.acts.length === 0 || !grant.acts.every((act) => (kind.acts as readonly string[]).includes(act))) throw new Fault(identityFaults.mandateBeyond)
  const [code, id, now, today] = [newCode(), newId(), new Date(clock.now().epochMilliseconds), clock.today()]
  if (grant.until < today.toString() || grant.until > today.add({ days: kind.mostDays ?? 1 }).toString()) throw new Fault(identityFaults.mandateBeyond)
  const endsAt = new Date(now.getTime() + offerLasts)
  await db.transaction(async (tx) => {
    await tx.insertInto('mandate').values({
      id, kind: kind.id, actor: null, actor_name: grant.name.trim(), subject: subject.id, subject_name: subject.name, acts: [...grant.acts], from_on: today.toString(), until_on: grant.until,
      majority_on: null, tell_from: null, uses_allowed: kind.uses ?? null, source: JSON.stringify({ by: 'grant' }), confirmed_at: null, living_at: null, status: 'offered', made_at: now,
      ended_at: null, ended_because: null, ended_by: null,
    }).execute()
    await tx.insertInto('mandate_offer').values({ mandate: id, code_hash: hashOf(key, code), ends_at: endsAt }).execute()
  })
  return { id, code, endsAt }
}

/** What is offered under a code, to whom it is offered. @throws offerUnknown, offerOfAnother, notForOneself */
export async function readOffer({ db, clock, key }: MandateDeps, person: Person, code: string): Promise<MandateRow> {
  const row = await db.transaction((tx) => tx.selectFrom('mandate').innerJoin('mandate_offer', 'mandate_offer.mandate', 'mandate.id').selectAll('mandate')
    .where('mandate_offer.code_hash', '=', hashOf(key, code)).where('mandate_offer.ends_at', '>', new Date(clock.now().epochMilliseconds)).where('mandate.status', '=', 'offered').executeTakeFirst())
  if (!row || (row.until_on !== null && row.until_on < clock.today().toString())) throw new Fault(identityFaults.offerUnknown)
  if (row.subject === person.id) throw new Fault(identityFaults.notForOneself)
  // The code alone is not enough: whoever finds it is not called so.
  if (!sameName(row.actor_name, person.name)) throw new Fault(identityFaults.offerOfAnother)
  return row
}

/** Taken or refused, once. */
export async function answerOffer(deps: MandateDeps, person: Person, code: string, takes: boolean): Promise<MandateRow> {
  const { db, clock, pack } = deps
  const { id } = await readOffer(deps, person, code)
  const at = { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() }
  return db.transaction(async (tx) => {
    const row = await lockMandate(tx, id)
    if (row?.status !== 'offered') throw new Fault(identityFaults.offerUnknown)
    if (!takes) {
      await endRow(tx, row, 'refused', `person:${person.id}`, at)
      return row
    }
    await tx.deleteFrom('mandate_offer').where('mandate', '=', id).execute()
    const held = await tx.updateTable('mandate').set({ actor: person.id, status: 'active' }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
    await begin(tx, held, at.today, pack.timeZone)
    return held
  })
}

/** The represented may end a grant, and what the pack lets them end; who acts may give back whatever no register gives. */
export const mayEnd = (deps: Pick<MandateDeps, 'pack'>, row: MandateRow, person: string): 'revoked' | 'returned' | undefined => {
  if (row.status === 'ended') return undefined
  if (row.subject === person) return row.source.by === 'grant' || deps.pack.mandates.find(({ id }) => id === row.kind)?.revocable ? 'revoked' : undefined
  return row.actor === person && row.status === 'active' && row.source.by !== 'register' ? 'returned' : undefined
}

/** In one click, at once: whoever uses it at this moment is waited for, and nobody after. @throws noSuchMandate, mandateOpen where this person may not */
export async function endOwn(deps: MandateDeps, person: string, id: string): Promise<void> {
  const at = { now: new Date(deps.clock.now().epochMilliseconds), today: deps.clock.today().toString() }
  await deps.db.transaction(async (tx) => {
    const row = await lockMandate(tx, id)
    if (!row || (row.subject !== person && row.actor !== person)) throw new Fault(identityFaults.noSuchMandate)
    const because = mayEnd(deps, row, person)
    if (because === undefined) throw new Fault(identityFaults.mandateOpen)
    await endRow(tx, row, because, `person:${person}`, at)
  })
}
