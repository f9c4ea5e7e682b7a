/** Two to five people are named, each by a code that they take with their own name; either side ends it at any time. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { emit } from '../../../kernel/events/events.ts'
import { hashOfCode, newCode, plainName, sameName } from '../codes.ts'
import { identityFaults, TrustBegun } from '../contract.ts'
import type { Person } from '../mandates/grant-mandate.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { RegistrationDeps } from '../registration/registration.ts'
import type { TrustedRow } from './trusted.ts'

const places = [1, 2, 3, 4, 5]
const offerLasts = 7 * 24 * 3_600_000
const codeUse = 'trusted'

/** @throws trustedFull */
export async function nameTrusted(deps: RegistrationDeps, owner: Person, name: string): Promise<{ code: string; endsAt: Date }> {
  const [code, now] = [newCode(), momentOf(deps)]
  const endsAt = new Date(now.getTime() + offerLasts)
  return deps.db.transaction(async (tx) => {
    // A code that nobody took leaves its place again.
    await tx.updateTable('trusted_person').set({ status: 'ended', code_hash: null, code_ends_at: null, ended_at: now, ended_by: 'house' })
      .where('owner', '=', owner.id).where('status', '=', 'offered').where('code_ends_at', '<=', now).execute()
    const taken = (await tx.selectFrom('trusted_person').select('place').where('owner', '=', owner.id).where('status', '<>', 'ended').execute()).map(({ place }) => place)
    const place = places.find((free) => !taken.includes(free))
    if (place === undefined) throw new Fault(identityFaults.trustedFull)
    await tx.insertInto('trusted_person').values({
      id: newId(), owner: owner.id, owner_name: plainName(owner.name), trusted: null, trusted_name: plainName(name), place, status: 'offered', code_hash: hashOfCode(deps.key, codeUse, code), code_ends_at: endsAt,
      made_at: now, accepted_at: null, ended_at: null, ended_by: null,
    }).execute()
    return { code, endsAt }
  }).catch((cause: unknown) => {
    if ((cause as { constraint?: string }).constraint !== 'trusted_place') throw cause
    throw new Fault(identityFaults.trustedFull, { cause })
  })
}

/** What is offered under a code, to whom it is offered. @throws offerUnknown, offerOfAnother, notForOneself */
export async function readOffered(deps: RegistrationDeps, person: Person, code: string): Promise<TrustedRow> {
  const row = await deps.db.transaction((tx) => tx.selectFrom('trusted_person').selectAll().where('code_hash', '=', hashOfCode(deps.key, codeUse, code)).where('code_ends_at', '>', momentOf(deps)).executeTakeFirst())
  if (!row) throw new Fault(identityFaults.offerUnknown)
  if (row.owner === person.id) throw new Fault(identityFaults.notForOneself)
  if (!sameName(row.trusted_name, person.name)) throw new Fault(identityFaults.offerOfAnother)
  return row
}

/** Taken or refused, once. @throws trustedAlready where the two have each other's trust already */
export async function answerTrust(deps: RegistrationDeps, person: Person, code: string, takes: boolean): Promise<void> {
  const [{ id, owner, trusted_name: name }, now] = [await readOffered(deps, person, code), momentOf(deps)]
  const settled = { code_hash: null, code_ends_at: null, trusted: person.id }
  await deps.db.transaction(async (tx) => {
    const { numUpdatedRows } = await tx.updateTable('trusted_person')
      .set(takes ? { ...settled, status: 'active', accepted_at: now } : { ...settled, status: 'ended', ended_at: now, ended_by: `person:${person.id}` })
      .where('id', '=', id).where('status', '=', 'offered').executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Fault(identityFaults.offerUnknown)
    // The owner hears of it on every address: whoever has got into an account would name friends of theirs.
    if (takes) await emit(tx, TrustBegun, { owner, name })
  }).catch((cause: unknown) => {
    if ((cause as { constraint?: string }).constraint !== 'trusted_once') throw cause
    throw new Fault(identityFaults.trustedAlready, { cause })
  })
}

/** @throws noSuchTrust */
export async function endTrust(deps: RegistrationDeps, person: string, id: string): Promise<void> {
  const { numUpdatedRows } = await deps.db.transaction((tx) => tx.updateTable('trusted_person')
    .set({ status: 'ended', code_hash: null, code_ends_at: null, ended_at: momentOf(deps), ended_by: `person:${person}` })
    .where('id', '=', id).where('status', '<>', 'ended').where((eb) => eb.or([eb('owner', '=', person), eb('trusted', '=', person)])).executeTakeFirst())
  if (numUpdatedRows !== 1n) throw new Fault(identityFaults.noSuchTrust)
}
