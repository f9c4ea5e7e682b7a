/** What people let programs do, from the button to the end. Ending is one transaction: with it every token, code and grant is gone. */
import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import { noteAct } from '../../../../kernel/audit/note-act.ts'
import { newId } from '../../../../kernel/ids/ids.ts'
import { accountId } from '../accounts.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from '../store/hash-of-state.ts'
import { keepAgent } from './registered-agents.ts'

export interface ConsentToClient {
  client: string
  /** What the program calls itself. */
  name: string
  /** The site to which the answer went. */
  host: string
  scopes: string[]
  since: Date
  /** Null: it may still act. */
  ended: Date | null
}

export interface NewConsent { account: string; client: string; name: string; host: string; scopes: readonly string[]; grant: string }

export interface Consents {
  give(consent: NewConsent): Promise<void>
  /** Of a resident, a program each, the newest first; ended ones too. */
  list(person: string): Promise<ConsentToClient[]>
  end(person: string, client: string): Promise<void>
}

type Row = Pick<Selectable<IdentityTables['client_consent']>, 'client' | 'name' | 'host' | 'scopes' | 'given_at' | 'ended_at'>

/** A program that was let in twice, on two devices, is one to the person. @param rows newest first */
function asOne(rows: Row[]): ConsentToClient {
  const live = rows.filter(({ ended_at }) => ended_at === null)
  const [{ client, name, host, ended_at: ended }] = rows as [Row]
  const counted = live.length > 0 ? live : rows.slice(0, 1)
  return { client, name, host, scopes: [...new Set(counted.flatMap(({ scopes }) => scopes))], since: counted.at(-1)!.given_at, ended: live.length > 0 ? null : ended }
}

export function createConsents(db: RoomDatabase<IdentityTables>): Consents {
  const list = db.question<{ account: string }, Row>((read, { account }) => read.selectFrom('client_consent').select(['client', 'name', 'host', 'scopes', 'given_at', 'ended_at']).where('account', '=', account).orderBy('given_at', 'desc'))
  return {
    give: ({ account, client, name, host, scopes, grant }) => db.transaction(async (tx) => {
      await tx.insertInto('client_consent').values({ id: newId(), account, client, name, host, scopes: [...scopes], grant_id: grant, given_at: new Date(), ended_at: null }).execute()
      await keepAgent(tx, client)
      await noteAct(tx, account, 'consent to client', client, { scopes, host })
    }),
    async list(person) {
      const rows = await list({ account: residentAccount(person) })
      return [...Map.groupBy(rows, ({ client }) => client).values()].map(asOne)
    },
    end: (person, client) => db.transaction(async (tx) => {
      const account = residentAccount(person)
      const ended = await tx.updateTable('client_consent').set({ ended_at: new Date() }).where('account', '=', account).where('client', '=', client).where('ended_at', 'is', null).returning('grant_id').execute()
      if (ended.length === 0) return
      // The grant is the row from which the rest hangs: a token that is being made in this moment finds none.
      const grants = ended.map(({ grant_id }) => grant_id)
      await tx.deleteFrom('authorization_state').where((row) => row.or([row('grant_id', 'in', grants), row.and([row('model', '=', 'Grant'), row('id_hash', 'in', grants.map(hashOfState))])])).execute()
      await noteAct(tx, account, 'end consent to client', client)
    }),
  }
}

const residentAccount = (person: string) => accountId({ kind: 'resident', subject: person })
