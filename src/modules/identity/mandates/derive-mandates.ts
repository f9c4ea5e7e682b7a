/** What a register says by itself: whose parent somebody is. Asked through the exchange, logged there, and closed while it is silent. */
import type { MandateKind } from '../../../../packages/pack-kit/schema/mandate-kind.ts'
import { birthdayOf } from '../../../kernel/dates/ages.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import type { MandateDeps } from './mandates.ts'
import { begin, endRow } from './queries.ts'

/** What registers answer somebody about themselves. */
export type AskOwn = (request: { person: string; purpose: string }) => Promise<{ known: { register: string; field: string; value: unknown }[]; silent: readonly unknown[] }>

interface Represented { id: string; name: string; birth: Temporal.PlainDate }

/**
 * Makes the mandates that the registers give this person, confirms those that stand, and ends those that the registers no longer give.
 * @throws mandateUnconfirmed while a register is silent: nothing is made, and nothing ends
 */
export async function deriveMandates(deps: MandateDeps, actor: string, actorName: string): Promise<void> {
  for (const kind of deps.pack.mandates) if (kind.from) await deriveKind(deps, { ...kind, from: kind.from }, actor, actorName)
}

async function deriveKind({ db, clock, pack, askOwn }: MandateDeps, kind: MandateKind & { from: NonNullable<MandateKind['from']> }, actor: string, actorName: string) {
  const { from, untilAge } = kind
  const { known, silent } = await askOwn({ person: actor, purpose: from.purpose }).catch((cause: unknown) => { throw new Fault(identityFaults.mandateUnconfirmed, { cause }) })
  if (silent.length > 0 || known.length === 0) throw new Fault(identityFaults.mandateUnconfirmed)
  const valueOf = (field: string) => known.find((value) => value.register === from.register && value.field === field)?.value
  const at = { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() }
  const stands = from.standing === undefined || valueOf(from.standing.field) === from.standing.value
  const dead = new Set(from.dead === undefined ? [] : peopleIn(valueOf(from.dead)).map(({ id }) => id))
  const young = stands ? peopleIn(valueOf(from.list)).filter(({ id, birth }) => !dead.has(id) && (untilAge === undefined || birthdayOf(birth, untilAge).toString() > at.today)) : []
  const dayOf = (birth: Temporal.PlainDate, age: number | undefined) => (age === undefined ? null : birthdayOf(birth, age).toString())
  /** Reckoned anew each time: a register may correct a birth. */
  const daysOf = ({ birth }: Pick<Represented, 'birth'>) => ({ majority_on: dayOf(birth, untilAge), tell_from: dayOf(birth, kind.tellFromAge) })
  await db.transaction(async (tx) => {
    const standing = await tx.selectFrom('mandate').selectAll().where('actor', '=', actor).where('kind', '=', kind.id).where('status', '=', 'active').orderBy('id').forUpdate().execute()
    for (const row of standing) {
      const still = young.find(({ id }) => id === row.subject)
      if (still) await tx.updateTable('mandate').set({ ...daysOf(still), confirmed_at: at.now }).where('id', '=', row.id).execute()
      else await endRow(tx, row, dead.has(row.subject) ? 'death' : row.majority_on !== null && row.majority_on <= at.today ? 'majority' : 'register', 'house', at)
    }
    for (const one of young) {
      if (!standing.some(({ subject }) => subject === one.id)) await insert(tx, one)
    }
  })

  /** Of two who derive it at once, the second finds it made. */
  async function insert(tx: Tx<IdentityTables>, { id: subject, name, birth }: Represented) {
    const row = await tx.insertInto('mandate').values({
      id: newId(), kind: kind.id, actor, actor_name: actorName, subject, subject_name: name, acts: [...kind.acts], from_on: at.today, until_on: null,
      ...daysOf({ birth }), living_at: null,
      uses_allowed: kind.uses ?? null, source: JSON.stringify({ by: 'register', register: from.register }), confirmed_at: at.now, status: 'active', made_at: at.now,
      ended_at: null, ended_because: null, ended_by: null,
    }).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst()
    if (row) await begin(tx, row, at.today, pack.timeZone)
  }
}

/** Who has no id or no day of birth in the register is nobody to act for. */
function peopleIn(value: unknown): Represented[] {
  if (!Array.isArray(value)) return []
  return (value as Record<string, unknown>[]).flatMap(({ personId, name, birthDate }) =>
    (typeof personId === 'string' && typeof name === 'string' && typeof birthDate === 'string' ? [{ id: personId, name, birth: Temporal.PlainDate.from(birthDate) }] : []))
}
