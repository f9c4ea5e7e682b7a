/**
 * What an issuing agency does to somebody's cards of one of its types: hold them while a question is open, let them go, or end them. The
 * books are not opened for it (decision 0028): nobody learns here whether there are any. Its holder is told at once, with the reason.
 */
import type { Selectable } from 'kysely'
import Type from 'typebox'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { defineEvent, emit } from '../../../kernel/events/events.ts'
import { defineJob, enqueue, type Jobs } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import { credentialsFaults } from '../contract.ts'
import { changeState } from '../status/change-state.ts'
import type { CardAct, CredentialsTables } from '../tables.ts'

export type HoldRow = Selectable<CredentialsTables['card_hold']>

/** To a card that somebody may have: by its issuer. */
export const CardChanged = defineEvent('credentials.card-changed', 1, strict({ person: Type.String(), card: Type.String(), agency: Type.String(), act: Type.Enum(['hold', 'lifted', 'end']) }))

/** What was being issued in that very moment is held, too. */
const Overtake = defineJob('credentials.overtake-card', strict({ person: Type.String(), type: Type.String() }))
/** Milliseconds that an answer to a wallet can be under way. */
const underWay = 60_000

export interface CardOrder { person: string; type: string; act: CardAct; reason: string; law: string }

export interface CardHolds {
  /** Of the agency, newest first: those that stand, and what else was done. */
  standing(agency: string): Promise<HoldRow[]>
  settled(agency: string): Promise<HoldRow[]>
  /** Of a person: what stands, and what was ended lately. */
  of(person: string): Promise<HoldRow[]>
  /** @throws cardHeld where they are held already */
  order(official: Official, order: CardOrder): Promise<void>
  /** @throws noSuchHold also for another agency's */
  letGo(official: Official, id: string): Promise<void>
}

/** Rows of a page. */
const most = 50
/** Days in which a person reads here what became of an ended card. */
const shownFor = 90

export function createCardHolds(db: RoomDatabase<CredentialsTables>, jobs: Pick<Jobs, 'define'>): CardHolds {
  jobs.define(Overtake, ({ person, type }) => db.transaction(async (tx) => {
    const hold = await tx.selectFrom('card_hold').select('agency').where('person', '=', person).where('type', '=', type).where('act', '=', 'hold').where('lifted_at', 'is', null).executeTakeFirst()
    if (hold) await changeState(tx, { issuances: await issuancesOf(tx, person, type), state: 2, because: `held by ${hold.agency}` })
  }))
  const note = (tx: Tx<CredentialsTables>, { official, agency }: Official, act: string, id: string, { person, type }: Pick<HoldRow, 'person' | 'type'>, detail: object = {}) =>
    noteAct(tx, `official:${official}`, act, `person:${person}`, { agency, card: type, hold: id, ...detail })
  return {
    standing: (agency) => db.transaction((tx) => tx.selectFrom('card_hold').selectAll().where('agency', '=', agency).where('act', '=', 'hold').where('lifted_at', 'is', null).orderBy('made_at', 'desc').limit(most).execute()),
    settled: (agency) => db.transaction((tx) => tx.selectFrom('card_hold').selectAll().where('agency', '=', agency).where((row) => row.or([row('act', '=', 'end'), row('lifted_at', 'is not', null)])).orderBy('made_at', 'desc').limit(most).execute()),
    of: (person) => db.transaction((tx) => tx.selectFrom('card_hold').selectAll().where('person', '=', person).where('lifted_at', 'is', null)
      .where((row) => row.or([row('act', '=', 'hold'), row('made_at', '>', new Date(Date.now() - shownFor * 86_400_000))])).orderBy('made_at', 'desc').execute()),
    async order(official, { person, type, act, reason, law }) {
      const { official: by, name, agency } = official
      await db.transaction(async (tx) => {
        const id = newId()
        const made = await tx.insertInto('card_hold').values({ id, person, type, agency, act, reason, law, made_by: by, made_by_name: name, lifted_by: null, lifted_by_name: null, lifted_at: null })
          .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
        if (!made) throw new Fault(credentialsFaults.cardHeld)
        if (act === 'end') await endCards(tx, person, type)
        const changed = await changeState(tx, { issuances: await issuancesOf(tx, person, type), state: act === 'end' ? 1 : 2, because: `${act === 'end' ? 'ended' : 'held'} by ${agency}` })
        await note(tx, official, act === 'end' ? 'end cards' : 'hold cards', id, { person, type }, { credentials: changed })
        await emit(tx, CardChanged, { person, card: type, agency, act })
        if (act === 'hold') await enqueue(tx, Overtake, { person, type }, { runAt: new Date(Date.now() + underWay), key: `overtake-card/${id}` })
      })
    },
    async letGo(official, id) {
      const { official: by, name, agency } = official
      await db.transaction(async (tx) => {
        const hold = await tx.updateTable('card_hold').set({ lifted_by: by, lifted_by_name: name, lifted_at: new Date() })
          .where('id', '=', id).where('agency', '=', agency).where('act', '=', 'hold').where('lifted_at', 'is', null).returning(['person', 'type']).executeTakeFirst()
        if (!hold) throw new Fault(credentialsFaults.noSuchHold)
        const { person, type } = hold
        const changed = await changeState(tx, { issuances: await issuancesOf(tx, person, type), state: 0, because: '' })
        await note(tx, official, 'let cards go', id, hold, { credentials: changed })
        await emit(tx, CardChanged, { person, card: type, agency, act: 'lifted' })
      })
    },
  }
}

const issuancesOf = async (tx: Tx<CredentialsTables>, person: string, type: string) => (await tx.selectFrom('issuance').select('id').where('person', '=', person).where('type', '=', type).execute()).map(({ id }) => id)

/** The wallets that have one get no fresh copy of it; whoever is entitled takes a new card. */
async function endCards(tx: Tx<CredentialsTables>, person: string, type: string) {
  await tx.insertInto('ended_card').columns(['grant_id', 'type']).expression((from) => from.selectFrom('issuance').select(['grant_id', 'type']).distinct().where('person', '=', person).where('type', '=', type).where('grant_id', 'is not', null))
    .onConflict((conflict) => conflict.doNothing()).execute()
}
