/**
 * A card for everybody who is entitled to it, once a second official has said yes: page by page of the residents, the registers are asked for what
 * it requires, under a purpose whose law allows that, and whoever meets it is told that it can be taken. Who dies in between goes on with the page
 * that was under way; nobody is told twice.
 */
import type { Selectable } from 'kysely'
import Type from 'typebox'
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { defineEvent, emit } from '../../../kernel/events/events.ts'
import { defineJob, enqueue, type Jobs } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Exchange, PersonKnown } from '../../exchange/index.ts'
import { credentialsFaults } from '../contract.ts'
import { decidedBy, demandSay, type Say, secondPersonFaults } from '../second-person/demand-say.ts'
import type { CredentialsTables } from '../tables.ts'

export type RoundRow = Selectable<CredentialsTables['card_round']>

/** A page of people who may take a card. */
export const CardsOffered = defineEvent('credentials.cards-offered', 1, strict({ round: Uuid, card: Type.String(), agency: Type.String(), people: Type.Array(Type.String()) }))

const TellEntitled = defineJob('credentials.tell-entitled', strict({ round: Uuid }))
const EndWaiting = defineJob('credentials.end-waiting-round', strict({ round: Uuid }))

/** Residents a page: a register answers it in seconds. */
const pageSize = 2_000
/** Rounds shown. */
const most = 20
/** Days in which a second person may say yes: by then nobody knows any more why it was asked for. */
const waitsDays = 7

export interface CardRounds {
  /** Newest first. */
  of(agency: string): Promise<RoundRow[]>
  /** With the last one of the same card that has come to its end. @throws noSuchProposal also for another agency's */
  find(agency: string, id: string): Promise<{ row: RoundRow; before: RoundRow | undefined }>
  /** It waits for a second person. @returns its id. @throws roundOpen where one waits or is under way */
  ask(official: Official, type: CredentialType): Promise<string>
  /** Confirmed it begins, in the background. @throws noSuchProposal, proposalSettled, needsAnother, roundLapsed */
  settle(official: Official, id: string, say: Say, because?: string): Promise<void>
}

export interface RoundDeps { db: RoomDatabase<CredentialsTables>; pack: Pack; jobs: Pick<Jobs, 'define'>; exchange: Pick<Exchange, 'residents' | 'askPeople'> }

export function createCardRounds({ db, pack, jobs, exchange }: RoundDeps): CardRounds {
  jobs.define(TellEntitled, async ({ round }) => { while (await tellPage(round)); })
  jobs.define(EndWaiting, ({ round }) => db.transaction((tx) => endWaiting(tx, 'id', round)))

  /** @returns whether there is another page */
  async function tellPage(id: string): Promise<boolean> {
    const round = await db.transaction((tx) => tx.selectFrom('card_round').selectAll().where('id', '=', id).where('state', '=', 'confirmed').where('finished_at', 'is', null).executeTakeFirst())
    const type = pack.credentials.find((one) => one.id === round?.type)
    // What was confirmed is what is done: under another purpose it is asked for anew.
    if (!round || type?.everybody === undefined || type.everybody !== round.purpose) return false
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
    find: (agency, id) => db.transaction(async (tx) => {
      const row = await tx.selectFrom('card_round').selectAll().where('id', '=', id).where('agency', '=', agency).executeTakeFirst()
      if (!row) throw new Fault(secondPersonFaults.noSuchProposal)
      const before = await tx.selectFrom('card_round').selectAll().where('type', '=', row.type).where('agency', '=', agency).where('id', '<>', id).where('finished_at', 'is not', null).orderBy('finished_at', 'desc').limit(1).executeTakeFirst()
      return { row, before }
    }),
    ask: ({ official, name, agency }, { id: type, everybody }) => db.transaction(async (tx) => {
      await endWaiting(tx, 'type', type)
      const [id, endsAt] = [newId(), new Date(Date.now() + waitsDays * 86_400_000)]
      const made = await tx.insertInto('card_round').values({ id, type, agency, purpose: everybody ?? null, made_by: official, made_by_name: name, ends_at: endsAt }).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
      if (!made) throw new Fault(credentialsFaults.roundOpen)
      await noteAct(tx, `official:${official}`, 'propose to tell everybody entitled to a card', `card:${type}`, { agency, round: id, purpose: everybody })
      await enqueue(tx, EndWaiting, { round: id }, { key: `end-waiting-round/${id}`, runAt: endsAt })
      return id
    }),
    settle: (official, id, say, because) => db.transaction(async (tx) => {
      const found = await tx.selectFrom('card_round').selectAll().where('id', '=', id).where('agency', '=', official.agency).forUpdate().executeTakeFirst()
      const row = demandSay(found, official, say, ['proposed'])
      if (row.ends_at.getTime() <= Date.now()) throw new Fault(credentialsFaults.roundLapsed)
      await tx.updateTable('card_round').set({ state: becomes[say], because: say === 'refuse' ? because ?? '' : null, ...decidedBy(official) }).where('id', '=', id).execute()
      await noteAct(tx, `official:${official.official}`, `${say} telling everybody entitled to a card`, `card:${row.type}`, { agency: row.agency, round: id, purpose: row.purpose, proposedBy: row.made_by, ...(say === 'refuse' ? { because } : {}) })
      if (say === 'confirm') await enqueue(tx, TellEntitled, { round: id }, { key: `tell-entitled/${id}` })
    }),
  }
}

const becomes = { confirm: 'confirmed', refuse: 'refused', drop: 'dropped' } as const

/** What nobody has said yes to in time ends by itself. */
async function endWaiting(tx: Tx<CredentialsTables>, by: 'id' | 'type', value: string) {
  const over = await tx.updateTable('card_round').set({ state: 'lapsed' }).where(by, '=', value).where('state', '=', 'proposed').where('ends_at', '<=', new Date()).returning(['id', 'type', 'agency', 'made_by']).execute()
  for (const { id, type, agency, made_by: proposedBy } of over) await noteAct(tx, 'system', 'end waiting to tell everybody entitled to a card', `card:${type}`, { agency, round: id, proposedBy })
}

/** Whether the registers say of somebody all that the card requires. */
function meets({ requires = {} }: CredentialType, { known }: PersonKnown): boolean {
  const values = new Map(known.map(({ register, field, value }) => [`${register}.${field}`, value]))
  return Object.entries(requires).every(([from, wanted]) => values.get(from) === wanted)
}
