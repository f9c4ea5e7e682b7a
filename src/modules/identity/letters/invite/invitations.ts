/** An agency has letters sent: to somebody whom an official names, or, once a second one has agreed, to everybody who was born within some days. */
import { type Selectable, sql } from 'kysely'
import { noteAct } from '../../../../kernel/audit/note-act.ts'
import type { Tx } from '../../../../kernel/db/database.ts'
import { enqueue } from '../../../../kernel/events/jobs.ts'
import { Fault } from '../../../../kernel/faults/faults.ts'
import type { Official } from '../../../../kernel/http/principal.ts'
import { newId } from '../../../../kernel/ids/ids.ts'
import { CountLetters, identityFaults, WriteLetter } from '../../contract.ts'
import { momentOf } from '../../registration/moment-of.ts'
import type { IdentityTables } from '../../tables.ts'
import { countOfficial } from '../count-asking.ts'
import type { LetterDeps } from '../letters.ts'
import { claimOf } from '../marks.ts'

export type BatchRow = Selectable<IdentityTables['letter_batch']>

/** As a page shows it: what became of how many. Of one person, who it is. */
export interface ShownBatch extends BatchRow { person: string | null; outcomes: { outcome: string | null; people: number }[] }

export interface Invitations {
  /** Newest first. @throws notRegisteredHere where another agency sends the letters */
  list(official: Official): Promise<ShownBatch[]>
  /** All three as in the register. @throws tooManyInvited */
  one(official: Official, who: { person: string; name: string; birthDate: string }): Promise<void>
  /** Days of birth, both counted. @throws invitationOpen while another of the agency is under way */
  cohort(official: Official, days: { from: string; until: string }): Promise<void>
  /** By another official than has prepared it. @throws noSuchInvitation, invitationOver, secondLook */
  confirm(official: Official, id: string): Promise<void>
  /** What has not been sent is not. @throws noSuchInvitation, invitationOver */
  stop(official: Official, id: string): Promise<void>
  /** A letter on its way to somebody who knows nothing of it, as they say on the telephone. Whether there was one is not said. */
  stopLetterOf(official: Official, person: string): Promise<void>
}

const listed = 100
const open = ['counting', 'waiting', 'sending'] as const

export function createInvitations(deps: LetterDeps): Invitations {
  const { db, pack, rule } = deps
  const sender = pack.purposes.find(({ id }) => id === rule.purpose)!.agency
  const demand = ({ agency }: Official) => { if (agency !== sender) throw new Fault(identityFaults.notRegisteredHere) }
  const actor = ({ official }: Official) => `official:${official}`
  const fresh = (official: Official) => ({ id: newId(), agency: official.agency, official: official.official, prepared_at: momentOf(deps), confirmed_by: null, confirmed_at: null, stopped_because: null })
  const lock = async (tx: Tx<IdentityTables>, { agency }: Official, id: string) => {
    const row = await tx.selectFrom('letter_batch').selectAll().where('id', '=', id).where('agency', '=', agency).forUpdate().executeTakeFirst()
    if (!row) throw new Fault(identityFaults.noSuchInvitation)
    return row
  }
  return {
    async list(official) {
      demand(official)
      return db.transaction((tx) => readBatches(tx, official.agency))
    },
    async one(official, { person, name, birthDate }) {
      demand(official)
      const [batch, letter] = [fresh(official), newId()]
      await countOfficial(deps, official.official, async (tx) => {
        await tx.insertInto('letter_batch').values({ ...batch, born_from: null, born_until: null, status: 'sending', people: 1 }).execute()
        await tx.insertInto('letter_batch_person').values({ batch: batch.id, person, letter, outcome: null }).execute()
        await noteAct(tx, actor(official), 'invite by letter', `letter-batch:${batch.id}`, { person })
        await enqueue(tx, WriteLetter, { letter, person, claim: claimOf(deps.key, letter, { name, birthDate }), official: official.official, batch: batch.id, language: pack.defaultLanguage })
      })
    },
    async cohort(official, { from, until }) {
      demand(official)
      const batch = fresh(official)
      await db.transaction(async (tx) => {
        await tx.insertInto('letter_batch').values({ ...batch, born_from: from, born_until: until, status: 'counting', people: null }).execute()
        await noteAct(tx, actor(official), 'prepare letters', `letter-batch:${batch.id}`, { from, until })
        await enqueue(tx, CountLetters, { batch: batch.id })
      }).catch((cause: unknown) => { throw (cause as { constraint?: string }).constraint === 'one_open_batch' ? new Fault(identityFaults.invitationOpen, { cause }) : cause })
    },
    async confirm(official, id) {
      await db.transaction(async (tx) => {
        const row = await lock(tx, official, id)
        if (row.status !== 'waiting') throw new Fault(identityFaults.invitationOver)
        if (row.official === official.official) throw new Fault(identityFaults.secondLook)
        await tx.updateTable('letter_batch').set({ status: 'sending', confirmed_by: official.official, confirmed_at: momentOf(deps) }).where('id', '=', id).execute()
        await noteAct(tx, actor(official), 'send letters', `letter-batch:${id}`, { people: row.people })
        const people = await tx.selectFrom('letter_batch_person').select(['person', 'letter']).where('batch', '=', id).execute()
        const orders = people.map((one) => ({ ...one, claim: null, official: row.official, batch: id, language: pack.defaultLanguage }))
        // Behind whatever somebody waits for.
        await sql`select kernel.enqueue(${WriteLetter.name}, one, null, null, 5) from json_array_elements(${JSON.stringify(orders)}::json) as one`.execute(tx)
      })
    },
    async stop(official, id) {
      await db.transaction(async (tx) => {
        const { status } = await lock(tx, official, id)
        if (!(open as readonly string[]).includes(status)) throw new Fault(identityFaults.invitationOver)
        await tx.updateTable('letter_batch').set({ status: 'stopped', stopped_because: 'official' }).where('id', '=', id).execute()
        await noteAct(tx, actor(official), 'stop letters', `letter-batch:${id}`, { was: status })
      })
    },
    async stopLetterOf(official, person) {
      demand(official)
      await db.transaction(async (tx) => {
        const row = await tx.updateTable('letter').set({ status: 'stopped', code_hash: null, settled_at: momentOf(deps), settled_by: actor(official) }).where('person', '=', person).where('status', '=', 'open').returning('id').executeTakeFirst()
        await noteAct(tx, actor(official), 'stop letter of invitation', `person:${person}`, row ? { letter: row.id } : {})
      })
    },
  }
}

async function readBatches(tx: Tx<IdentityTables>, agency: string): Promise<ShownBatch[]> {
  const rows = await tx.selectFrom('letter_batch').selectAll().where('agency', '=', agency).orderBy('id', 'desc').limit(listed).execute()
  if (rows.length === 0) return []
  const told = await tx.selectFrom('letter_batch_person').select((eb) => ['batch', 'outcome', eb.fn.countAll<string>().as('people'), eb.fn.min('person').as('person')])
    .where('batch', 'in', rows.map(({ id }) => id)).groupBy(['batch', 'outcome']).orderBy('outcome').execute()
  return rows.map((row) => {
    const own = told.filter(({ batch }) => batch === row.id)
    return { ...row, person: row.born_from === null ? own[0]?.person ?? null : null, outcomes: own.map(({ outcome, people }) => ({ outcome, people: Number(people) })) }
  })
}
