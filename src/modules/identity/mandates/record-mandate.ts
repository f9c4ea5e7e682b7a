/** A mandate that rests on a paper: one official has seen it, another looks a second time, and both stand in the audit. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import type { Person } from './grant-mandate.ts'
import type { MandateDeps } from './mandates.ts'
import { begin, endRow, lockMandate } from './queries.ts'

export interface PaperMandate {
  kind: string
  actor: Person
  subject: Person
  /** Number of the court's decision, or what else was shown. */
  paper: string
  /** The last legal day; null: none is written in it. */
  until: string | null
}

export const recordedAt = ({ pack }: Pick<MandateDeps, 'pack'>, agency: string) => pack.mandates.filter((kind) => kind.recordedAt?.includes(agency))

/** @throws notRecordedHere, notForOneself */
export async function recordMandate(deps: MandateDeps, official: Official, { kind: wanted, actor, subject, paper, until }: PaperMandate): Promise<string> {
  const { db, clock } = deps
  const kind = recordedAt(deps, official.agency).find(({ id }) => id === wanted)
  if (!kind) throw new Fault(identityFaults.notRecordedHere)
  if (actor.id === subject.id) throw new Fault(identityFaults.notForOneself)
  const [id, today] = [newId(), clock.today()]
  const longest = kind.mostDays === undefined ? null : today.add({ days: kind.mostDays }).toString()
  const last = [until, longest].filter((day) => day !== null).sort()[0] ?? null
  await db.transaction(async (tx) => {
    await tx.insertInto('mandate').values({
      id, kind: kind.id, actor: actor.id, actor_name: actor.name, subject: subject.id, subject_name: subject.name, acts: [...kind.acts], from_on: today.toString(), until_on: last,
      majority_on: null, tell_from: null, uses_allowed: kind.uses ?? null, source: JSON.stringify({ by: 'paper', agency: official.agency, paper, recordedBy: official.official }),
      confirmed_at: null, living_at: null, status: 'offered', made_at: new Date(clock.now().epochMilliseconds), ended_at: null, ended_because: null, ended_by: null,
    }).execute()
    await noteAct(tx, `official:${official.official}`, 'record mandate', `mandate:${id}`, { kind: kind.id, paper })
  })
  return id
}

/** The second look. @throws secondLook where it is the same official's */
export async function confirmRecorded({ db, clock, pack }: MandateDeps, official: Official, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { row, source } = await lockAt(tx, official, id)
    if (row.status !== 'offered') throw new Fault(identityFaults.mandateOpen)
    if (source.recordedBy === official.official) throw new Fault(identityFaults.secondLook)
    const held = await tx.updateTable('mandate').set({ status: 'active', source: JSON.stringify({ ...source, secondBy: official.official }) }).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
    await noteAct(tx, `official:${official.official}`, 'confirm mandate', `mandate:${id}`)
    await begin(tx, held, clock.today().toString(), pack.timeZone)
  })
}

/** What a court has ended, and what death has; a record that should not be one is refused. */
export async function endRecorded({ db, clock }: MandateDeps, official: Official, id: string, because: 'court' | 'death' | 'refused'): Promise<void> {
  await db.transaction(async (tx) => {
    const { row } = await lockAt(tx, official, id)
    if (row.status === 'ended') throw new Fault(identityFaults.mandateOpen)
    await endRow(tx, row, because, `official:${official.official}`, { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() })
    await noteAct(tx, `official:${official.official}`, 'end mandate', `mandate:${id}`, { because })
  })
}

/** Only those of the official's own agency exist. */
async function lockAt(tx: Tx<IdentityTables>, { agency }: Official, id: string) {
  const row = await lockMandate(tx, id)
  if (row?.source.by !== 'paper' || row.source.agency !== agency) throw new Fault(identityFaults.noSuchMandate)
  return { row, source: row.source }
}
