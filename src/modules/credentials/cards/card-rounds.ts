/**
 * A card for everybody who is entitled to it: page by page of the residents, the registers are asked for what it requires, under a purpose
 * whose law allows that, and whoever meets it is told that it can be taken. Who dies in between goes on with the page that was under way; nobody is told twice.
 */
import type { Selectable } from 'kysely'
import Type from 'typebox'
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { defineEvent, emit } from '../../../kernel/events/events.ts'
import { defineJob, enqueue, type Jobs } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Exchange, PersonKnown } from '../../exchange/index.ts'
import { credentialsFaults } from '../contract.ts'
import type { CredentialsTables } from '../tables.ts'

export type RoundRow = Selectable<CredentialsTables['card_round']>

/** A page of people who may take a card. */
export const CardsOffered = defineEvent('credentials.cards-offered', 1, strict({ round: Uuid, card: Type.String(), agency: Type.String(), people: Type.Array(Type.String()) }))

const TellEntitled = defineJob('credentials.tell-entitled', strict({ round: Uuid }))

/** Residents a page: a register answers it in seconds. */
const pageSize = 2_000
/** Rounds shown. */
const most = 20

export interface CardRounds {
  /** Newest first. */
  of(agency: string): Promise<RoundRow[]>
  /** In the background. @throws roundOpen where everybody is being told of it already */
  begin(official: Official, type: CredentialType): Promise<void>
}

export interface RoundDeps { db: RoomDatabase<CredentialsTables>; pack: Pack; jobs: Pick<Jobs, 'define'>; exchange: Pick<Exchange, 'residents' | 'askPeople'> }

export function createCardRounds({ db, pack, jobs, exchange }: RoundDeps): CardRounds {
  jobs.define(TellEntitled, async ({ round }) => { while (await tellPage(round)); })

  /** @returns whether there is another page */
  async function tellPage(id: string): Promise<boolean> {
    const round = await db.transaction((tx) => tx.selectFrom('card_round').selectAll().where('id', '=', id).where('finished_at', 'is', null).executeTakeFirst())
    const type = pack.credentials.find((one) => one.id === round?.type)
    if (!round || type?.everybody === undefined) return false
    const people = await exchange.residents(type.everybody, round.after, pageSize)
    const known = await exchange.askPeople({ pass: id, purpose: type.everybody, people })
    const entitled = known.filter((one) => meets(type, one)).map(({ person }) => person)
    return db.transaction(async (tx) => {
      const last = people.at(-1)
      // Where two are at it, one has been faster.
      const moved = await tx.updateTable('card_round').set((row) => ({ told: row('told', '+', entitled.length), ...(last === undefined ? { finished_at: new Date() } : { after: last }) }))
        .where('id', '=', id).where('after', '=', round.after).where('finished_at', 'is', null).returning('id').executeTakeFirst()
      if (moved && entitled.length > 0) await emit(tx, CardsOffered, { round: id, card: type.id, agency: round.agency, people: entitled })
      return last !== undefined
    })
  }

  return {
    of: (agency) => db.transaction((tx) => tx.selectFrom('card_round').selectAll().where('agency', '=', agency).orderBy('made_at', 'desc').limit(most).execute()),
    begin: ({ official, name, agency }, { id: type, everybody }) => db.transaction(async (tx) => {
      const id = newId()
      const made = await tx.insertInto('card_round').values({ id, type, agency, made_by: official, made_by_name: name, finished_at: null }).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
      if (!made) throw new Fault(credentialsFaults.roundOpen)
      await noteAct(tx, `official:${official}`, 'tell everybody entitled to a card', `card:${type}`, { agency, round: id, purpose: everybody })
      await enqueue(tx, TellEntitled, { round: id }, { key: `tell-entitled/${id}` })
    }),
  }
}

/** Whether the registers say of somebody all that the card requires. */
function meets({ requires = {} }: CredentialType, { known }: PersonKnown): boolean {
  const values = new Map(known.map(({ register, field, value }) => [`${register}.${field}`, value]))
  return Object.entries(requires).every(([from, wanted]) => values.get(from) === wanted)
}
