/** Acting for another: mandates, made, used and ended. Every other room only asks. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Mandate, Official } from '../../../kernel/http/principal.ts'
import { identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { endOnDeath } from './confirm-living.ts'
import { type AskOwn, deriveMandates } from './derive-mandates.ts'
import { answerOffer, endOwn, type Grant, grantMandate, mayEnd, type Person, readOffer } from './grant-mandate.ts'
import { confirmRecorded, endRecorded, type PaperMandate, recordedAt, recordMandate } from './record-mandate.ts'
import { endingOf, type Ending, mandateOf, type MandateRow } from './standing.ts'
import { type Begun, endIfOver, spendUse, type Use, useMandate, waitForActs } from './use-mandate.ts'

export interface MandateDeps {
  db: RoomDatabase<IdentityTables>
  pack: Pack
  clock: Clock
  /** Marks the codes of offers. */
  key: Buffer
  askOwn: AskOwn
}

export interface UseRow { id: string; at: Date; act: string; matter: string | null; spends: boolean }

/** A mandate as a page shows it. */
export interface ShownMandate extends MandateRow {
  ending: Ending | undefined
  /** What the reader may do to end it. */
  mayEnd: 'revoked' | 'returned' | undefined
}

export interface Mandates {
  /** Newest first: under which this person acts for others, and others for them. */
  list(person: string): Promise<{ acting: ShownMandate[]; represented: ShownMandate[] }>
  /** One of the person's, from either side, with its uses, newest first. @throws noSuchMandate */
  read(person: string, id: string, before?: string): Promise<{ mandate: ShownMandate; uses: UseRow[]; older: string | undefined }>
  /** Asks the registers whose parent this person is. @throws mandateUnconfirmed */
  derive(person: Person): Promise<void>
  grant(subject: Person, grant: Grant): Promise<{ id: string; code: string; endsAt: Date }>
  offer(person: Person, code: string): Promise<MandateRow>
  answer(person: Person, code: string, takes: boolean): Promise<MandateRow>
  /** In one click, from either side; when it returns nothing under the mandate is under way any more. */
  end(person: string, id: string): Promise<void>
  /** Asked at every use. @throws Fault with the reason */
  use(use: Use): Promise<Begun>
  /** Counts a use, once for a matter. @throws mandateOver where all are spent */
  spend(mandate: string, matter: string): Promise<void>
  /** Somebody has died: whatever they did for others, and others for them, is over. */
  died(person: string): Promise<void>
  endIfOver(id: string): Promise<void>
  /** As it stands now, for the session that was switched to it. */
  stand(id: string): Promise<Mandate | undefined>
  /** Who acted, by the mandates that a log names. */
  namesOf(ids: readonly string[]): Promise<Map<string, string>>
  office: {
    kinds(agency: string): Pack['mandates']
    list(agency: string): Promise<ShownMandate[]>
    record(official: Official, mandate: PaperMandate): Promise<string>
    confirm(official: Official, id: string): Promise<void>
    end(official: Official, id: string, because: 'court' | 'death' | 'refused'): Promise<void>
  }
}

const usesShown = 100
const listed = 200

export function createMandates(deps: MandateDeps): Mandates {
  const { db, clock } = deps
  const today = () => clock.today().toString()
  const shown = (row: MandateRow, person: string): ShownMandate => {
    const ending = endingOf(row, today())
    return { ...row, ending, mayEnd: ending === undefined ? mayEnd(deps, row, person) : undefined }
  }
  const standing = db.question((read, { id }: { id: string }) => read.selectFrom('mandate')
    .select(['id', 'kind', 'acts', 'actor', 'actor_name', 'subject_name', 'status', 'ended_because', 'majority_on', 'until_on']).where('id', '=', id))
  return {
    async list(person) {
      const rows = await db.transaction((tx) => tx.selectFrom('mandate').selectAll().where((eb) => eb.or([eb('actor', '=', person), eb('subject', '=', person)])).orderBy('id', 'desc').limit(listed).execute())
      const all = rows.map((row) => shown(row, person))
      return { acting: all.filter(({ actor, status }) => actor === person && status !== 'offered'), represented: all.filter(({ subject }) => subject === person) }
    },
    async read(person, id, before) {
      const { row, uses } = await db.transaction(async (tx) => ({
        row: await tx.selectFrom('mandate').selectAll().where('id', '=', id).where((eb) => eb.or([eb('actor', '=', person), eb('subject', '=', person)])).executeTakeFirst(),
        uses: await tx.selectFrom('mandate_use').select(['id', 'at', 'act', 'matter', 'spends']).where('mandate', '=', id)
          .$if(before !== undefined, (query) => query.where('id', '<', before!)).orderBy('id', 'desc').limit(usesShown).execute(),
      }))
      if (!row) throw new Fault(identityFaults.noSuchMandate)
      return { mandate: shown(row, person), uses, older: uses.length === usesShown ? uses.at(-1)?.id : undefined }
    },
    derive: ({ id, name }) => deriveMandates(deps, id, name),
    grant: (subject, grant) => grantMandate(deps, subject, grant),
    offer: (person, code) => readOffer(deps, person, code),
    answer: (person, code, takes) => answerOffer(deps, person, code, takes),
    async end(person, id) {
      await endOwn(deps, person, id)
      await waitForActs(db, id)
    },
    use: (use) => useMandate(deps, use),
    spend: (mandate, matter) => spendUse(deps, mandate, matter),
    died: (person) => endOnDeath(deps, person),
    endIfOver: (id) => endIfOver(deps, id),
    async stand(id) {
      const [row] = await standing({ id })
      return row && row.actor !== null ? mandateOf({ ...row, actor: row.actor }, today()) : undefined
    },
    async namesOf(ids) {
      if (ids.length === 0) return new Map()
      const rows = await db.transaction((tx) => tx.selectFrom('mandate').select(['id', 'actor_name']).where('id', 'in', ids).execute())
      return new Map(rows.map(({ id, actor_name }) => [id, actor_name]))
    },
    office: {
      kinds: (agency) => recordedAt(deps, agency),
      list: async (agency) => (await db.transaction((tx) => tx.selectFrom('mandate').selectAll().where((eb) => eb(eb.ref('source', '->>').key('by' as never), '=', 'paper' as never))
        .where((eb) => eb(eb.ref('source', '->>').key('agency' as never), '=', agency as never)).orderBy('id', 'desc').limit(listed).execute())).map((row) => shown(row, '')),
      record: (official, mandate) => recordMandate(deps, official, mandate),
      confirm: (official, id) => confirmRecorded(deps, official, id),
      async end(official, id, because) {
        await endRecorded(deps, official, id, because)
        await waitForActs(db, id)
      },
    },
  }
}
