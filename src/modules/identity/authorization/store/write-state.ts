/**
 * What one request changes is written together, in one statement, when the library has done its part and before the answer leaves: proofs seen
 * for the first time, codes used up, tokens and sessions. Whoever comes second with a proof or a code gets nothing of it.
 */
import { sql } from 'kysely'
import { errors, Provider } from 'oidc-provider'
import type { RoomDatabase } from '../../../../kernel/db/database.ts'
import type { IdentityTables } from '../../tables.ts'
import { hashOfState } from './hash-of-state.ts'

export interface StateToWrite {
  payload: Record<string, unknown>
  grant_id: string | null
  uid: string | null
  account: string | null
  portal_session: string | null
  ends_at: Date | null
}

interface Work {
  /** Hash of what must never be seen twice → until when it is remembered. */
  first: Map<string, Date>
  consumed: Map<string, Named>
  /** Written, or removed (null); by model and hash, the last change of each. */
  states: Map<string, Named & { state: StateToWrite | null }>
}

interface Named { model: string; id: string }

export interface StateWriter {
  put(model: string, id: string, state: StateToWrite): Promise<void>
  remove(model: string, id: string): Promise<void>
  /** @throws InvalidGrant where it was consumed before: at once, or when the request's changes are written */
  consume(model: string, id: string): Promise<void>
  /** @throws InvalidGrant as above */
  firstUse(id: string, until: Date): Promise<void>
  /** As this request has left it, where that is not yet written; null where it is gone. */
  unwritten(model: string, id: string): { state: StateToWrite; consumed: boolean } | null | undefined
  /** Writes what a request has changed. @param request context of the library */
  finish(request: object): Promise<void>
}

export function createStateWriter(db: RoomDatabase<IdentityTables>): StateWriter {
  const write = writing(db)
  const open = new WeakMap<object, Work>()
  const apply = async ({ first, consumed, states }: Work) => {
    if (first.size + consumed.size + states.size === 0) return
    const [kept, gone] = [[...states.values()].filter(({ state }) => state !== null), [...states.values()].filter(({ state }) => state === null)]
    const [[outcome]] = await db.change(({ commit }) => commit(write({
      first: JSON.stringify([...first].map(([id, ends_at]) => ({ id, ends_at }))), seen: first.size, ...named('consumed', [...consumed.values()]), used: consumed.size,
      put: JSON.stringify(kept.map(({ model, id, state }) => ({ model, id, ...state }))), ...named('gone', gone),
    })))
    if (!outcome?.fresh) throw new errors.InvalidGrant('DPoP proof JWT Replay detected')
    // Two requests at once have both read it as new: the row decides which of them was first.
    if (!outcome.unused) throw new errors.InvalidGrant('already consumed')
  }
  /** Outside a request of the protocol nothing is waited for. */
  const change = async (make: (work: Work) => void) => {
    const request = Provider.ctx
    const work = (request && open.get(request)) ?? { first: new Map(), consumed: new Map(), states: new Map() }
    make(work)
    if (request) open.set(request, work)
    else await apply(work)
  }
  return {
    put: (model, id, state) => change(({ states }) => { states.set(keyOf(model, id), { model, id: hexOf(id), state }) }),
    remove: (model, id) => change(({ states }) => { states.set(keyOf(model, id), { model, id: hexOf(id), state: null }) }),
    consume: (model, id) => change(({ consumed }) => { consumed.set(keyOf(model, id), { model, id: hexOf(id) }) }),
    firstUse: (id, until) => change(({ first }) => {
      if (first.has(hexOf(id))) throw new errors.InvalidGrant('DPoP proof JWT Replay detected')
      first.set(hexOf(id), until)
    }),
    unwritten(model, id) {
      const work = Provider.ctx && open.get(Provider.ctx)
      const changed = work?.states.get(keyOf(model, id))
      return changed && (changed.state && { state: changed.state, consumed: work!.consumed.has(keyOf(model, id)) })
    },
    async finish(request) {
      const work = open.get(request)
      open.delete(request)
      if (work) await apply(work)
    },
  }
}

const hexOf = (id: string) => hashOfState(id).toString('hex')
const keyOf = (model: string, id: string) => `${model} ${id}`

/** Found by the index, whatever the table's statistics say: ids are random, so that no two models share one. */
const named = <Kind extends string>(kind: Kind, all: readonly Named[]) => ({ [`${kind}Models`]: all.map(({ model }) => model), [`${kind}Ids`]: all.map(({ id }) => Buffer.from(id, 'hex')) }) as { [Of in `${Kind}Models`]: string[] } & { [Of in `${Kind}Ids`]: Buffer[] }

interface Written { first: string; seen: number; consumedModels: string[]; consumedIds: Buffer[]; used: number; put: string; goneModels: string[]; goneIds: Buffer[] }

/** Rows come as JSON, names in lists. */
const writing = (db: RoomDatabase<IdentityTables>) => db.statement<Written, { fresh: boolean; unused: boolean }>((_, { first, seen, consumedModels, consumedIds, used, put, goneModels, goneIds }) => sql`
  with first as (
    insert into identity.authorization_state (model, id_hash, payload, ends_at) select 'ReplayDetection', decode(id, 'hex'), '{}', ends_at
      from json_to_recordset(${first}::json) as f (id text, ends_at timestamptz) on conflict do nothing returning 1),
  used as (
    update identity.authorization_state set consumed_at = now()
      where model = any (${consumedModels}::text[]) and id_hash = any (${consumedIds}::bytea[]) and consumed_at is null returning 1),
  outcome as (select (select count(*) from first) = ${seen}::int as fresh, (select count(*) from used) = ${used}::int as unused),
  put as (
    insert into identity.authorization_state (model, id_hash, payload, grant_id, uid, account, portal_session, ends_at)
      select model, decode(id, 'hex'), payload, grant_id, uid, account, portal_session, ends_at from outcome,
        json_to_recordset(${put}::json) as p (model text, id text, payload jsonb, grant_id text, uid text, account text, portal_session text, ends_at timestamptz)
      where fresh and unused
      on conflict (model, id_hash) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, account = excluded.account,
        portal_session = excluded.portal_session, ends_at = excluded.ends_at),
  gone as (
    delete from identity.authorization_state using outcome
      where fresh and unused and model = any (${goneModels}::text[]) and id_hash = any (${goneIds}::bytea[]))
  select fresh, unused from outcome`)
