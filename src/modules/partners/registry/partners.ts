/** Companies, from their registration to their end. What stands here is asked of the database at each call: whoever was cut off has had the last. */
import { type Kysely, type Selectable, sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { CompanyClient } from '../../identity/index.ts'
import type { PartnersTables, Standing } from '../tables.ts'
import { type AccessChange, changeAccess } from './change-access.ts'
import type { OldKeys, Registration } from './read-registration.ts'

/** Bundles a day in the sandbox. */
const whileTrying = 100

export interface Partner extends CompanyClient {
  redirectUris: string[]
  /** Null where none was replaced of late. */
  oldKeys: OldKeys | null
  owner: string
  number: string
  contact: string
  grounds: string
  standing: Standing
  dayLimit: number
  purposes: string[]
  /** Where it is told what became of data, and by which of its names the platform tells it. */
  notices: { address: string; issuer: string } | null
  registeredAt: Date
  changedAt: Date | null
}

export interface Registry {
  /** @param issuer the platform's name, as this request reached it. @returns its id */
  register(owner: string, registration: Registration, issuer: string): Promise<string>
  /** Undefined where there is none of that name; one that was cut off is found, too. */
  find(id: string): Promise<Partner | undefined>
  /** Newest first: a person's own, or all of them. */
  list(owner?: string): Promise<Partner[]>
  /** @param actor `resident:<id>` or `official:<id>` */
  changeAccess(actor: string, partner: Partner, to: AccessChange): Promise<void>
  /** @param actor `official:<id>` */
  change(actor: string, id: string, to: { standing?: Standing; dayLimit?: number }): Promise<void>
}

type Row = Selectable<PartnersTables['partner']> & { version: string; purposes: string[] }

/** Companies whose rows are kept at hand. */
const atHand = 500

export function createRegistry(db: RoomDatabase<PartnersTables>): Registry {
  const find = findAgain(db)
  return {
    async register(owner, { name, number, contact, grounds, redirectUris, keys, notices, purposes }, issuer) {
      const id = `company-${newId()}`
      await db.transaction(async (tx) => {
        await tx.insertInto('partner').values({
          id, owner, name, number, contact, grounds, redirect_uris: redirectUris, day_limit: whileTrying, changed_at: null, changed_by: null,
          jwks: 'jwks' in keys ? JSON.stringify(keys.jwks) : null, jwks_uri: 'jwksUri' in keys ? keys.jwksUri : null, notices, notices_issuer: notices && issuer,
        }).execute()
        await tx.insertInto('wanted_purpose').values(purposes.map((purpose) => ({ partner: id, purpose }))).execute()
        await noteAct(tx, `resident:${owner}`, 'register company', id, { name, purposes })
      })
      return id
    },
    async find(id) {
      const row = await find(id)
      return row && partnerOf(row)
    },
    list: async (owner) => (await db.transaction((tx) => rowsIn(tx).$if(owner !== undefined, (query) => query.where('owner', '=', owner!)).orderBy('registered_at', 'desc').limit(500).execute())).map(partnerOf),
    changeAccess: (actor, partner, to) => changeAccess(db, actor, partner, to),
    change: (actor, id, { standing, dayLimit }) => db.transaction(async (tx) => {
      const changed = await tx.updateTable('partner').set({ ...(standing ? { standing } : {}), ...(dayLimit ? { day_limit: dayLimit } : {}), changed_at: new Date(), changed_by: actor }).where('id', '=', id).executeTakeFirst()
      if (changed.numUpdatedRows === 0n) throw new Fault(kernelFaults.notFound)
      await noteAct(tx, actor, 'change company', id, { standing, dayLimit })
    }),
  }
}

/** The database is asked at each call which row it is, and for the row itself when that is another than the one at hand: its purposes never change. */
function findAgain(db: RoomDatabase<PartnersTables>): (id: string) => Promise<Row | undefined> {
  const whole = db.question<{ id: string }, Row>((read, { id }) => rowsIn(read).where('id', '=', id))
  const newest = db.question<{ id: string }, Pick<Row, 'version'>>((read, { id }) => read.selectFrom('partner').select(version).where('id', '=', id))
  const known = new Map<string, Row>()
  return async (id) => {
    const [now] = await newest({ id })
    const before = known.get(id)
    if (!now || now.version === before?.version) return now && before
    const [row] = await whole({ id })
    if (row) known.set(id, row)
    if (known.size > atHand) known.delete(known.keys().next().value!)
    return row
  }
}

/** The transaction that wrote the row. */
const version = sql<string>`partner.xmin::text`.as('version')

const columns = ['id', 'owner', 'name', 'number', 'contact', 'grounds', 'jwks', 'jwks_uri', 'old_jwks', 'old_until', 'redirect_uris', 'standing', 'day_limit', 'registered_at', 'changed_at', 'changed_by', 'notices', 'notices_issuer'] as const

/** With the purposes that each has named: asked at every request of a company, in one question. */
const rowsIn = (read: Kysely<PartnersTables>) => read.selectFrom('partner').select([...columns, version])
  .select((row) => sql<string[]>`array(${row.selectFrom('wanted_purpose').select('purpose').whereRef('wanted_purpose.partner', '=', 'partner.id').orderBy('purpose')})`.as('purposes'))

function partnerOf({ id, owner, name, number, contact, grounds, jwks, jwks_uri: jwksUri, old_jwks: old, old_until: until, redirect_uris: redirectUris, standing, day_limit: dayLimit, registered_at: registeredAt, changed_at: changedAt, notices: address, notices_issuer: issuer, purposes }: Row): Partner {
  const oldKeys = old && until && until > new Date() ? { keys: old.keys, until } : null
  return { oldKeys, id, owner, name, number, contact, grounds, redirectUris, keys: jwks ? { jwks } : { jwksUri: jwksUri! }, standing, dayLimit, purposes, registeredAt, changedAt, notices: address !== null && issuer !== null ? { address, issuer } : null }
}
