/**
 * What one request changes is written together when the library has done its part, before the answer leaves: proofs seen for the first time,
 * codes used up, tokens and sessions. Requests that end while others are being written go in one statement and one commit with each other;
 * each stands or falls alone. Whoever comes second with a proof or a code gets nothing of it.
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

interface Named { model: string; id: string }

/** Each by model and hash, the last change of each. */
interface Work {
  /** What must never be seen twice, and until when it is remembered. */
  first: Map<string, Named & { ends_at: Date }>
  consumed: Map<string, Named>
  /** Written, or removed (null). */
  states: Map<string, Named & { state: StateToWrite | null }>
}

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

/** Requests written by one statement. */
const most = 64

export function createStateWriter(db: RoomDatabase<IdentityTables>): StateWriter {
  const write = writing(db)
  const open = new WeakMap<object, Work>()
  const written = db.together<Work, Refused, string | undefined>({
    // Two that change the same thing are not written at once: the second of them waits, and sees what the first has done.
    most, about: touched, statements: (batch) => [write(rowsOf(batch))],
    answers(batch, [refused]) {
      const why = new Map(refused!.map(({ w, reason }) => [w, reason]))
      return batch.map((_, w) => why.get(w))
    },
  })
  const apply = async (work: Work) => {
    if (work.first.size + work.consumed.size + work.states.size === 0) return
    const reason = await written(work)
    if (reason !== undefined) throw new errors.InvalidGrant(reason)
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
    put: (model, id, state) => change(({ states }) => { states.set(keyOf(model, id), { ...named(model, id), state }) }),
    remove: (model, id) => change(({ states }) => { states.set(keyOf(model, id), { ...named(model, id), state: null }) }),
    consume: (model, id) => change(({ consumed }) => { consumed.set(keyOf(model, id), named(model, id)) }),
    firstUse: (id, until) => change(({ first }) => {
      if (first.has(keyOf(replays, id))) throw new errors.InvalidGrant(seenBefore)
      first.set(keyOf(replays, id), { ...named(replays, id), ends_at: until })
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

const replays = 'ReplayDetection'
const [seenBefore, consumedBefore] = ['DPoP proof JWT Replay detected', 'already consumed']
const keyOf = (model: string, id: string) => `${model} ${id}`
const named = (model: string, id: string): Named => ({ model, id: hashOfState(id).toString('hex') })
const touched = ({ first, consumed, states }: Work) => [...first.keys(), ...consumed.keys(), ...states.keys()]

interface Refused { w: number; reason: string }
interface Rows { first: string; consumed: string; put: string; gone: string }

/** Rows of JSON, each with the number of its request in the batch. */
function rowsOf(batch: readonly Work[]): Rows {
  const all = (of: (work: Work) => Iterable<object>) => JSON.stringify(batch.flatMap((work, w) => [...of(work)].map((row) => ({ w, ...row }))))
  const states = (work: Work, kept: boolean) => [...work.states.values()].filter(({ state }) => (state !== null) === kept).map(({ state, ...name }) => ({ ...name, ...state }))
  return { first: all(({ first }) => first.values()), consumed: all(({ consumed }) => consumed.values()), put: all((work) => states(work, true)), gone: all((work) => states(work, false)) }
}

/** Names are found by the index, in whatever state the table's statistics are: ids are random, so that no two models share one. */
const writing = (db: RoomDatabase<IdentityTables>) => db.statement<Rows, Refused>((_, { first, consumed, put, gone }) => sql`
  with first as (select w, decode(id, 'hex') as id, ends_at from json_to_recordset(${first}::json) as f (w int, id text, ends_at timestamptz)),
  seen as (
    insert into identity.authorization_state (model, id_hash, payload, ends_at) select ${sql.lit(replays)}, id, '{}', ends_at from first on conflict do nothing returning id_hash),
  consumed as (select w, model, decode(id, 'hex') as id from json_to_recordset(${consumed}::json) as c (w int, model text, id text)),
  used as (
    update identity.authorization_state set consumed_at = now()
      where model = any (array(select model from consumed)) and id_hash = any (array(select id from consumed)) and consumed_at is null returning id_hash),
  refused as (
    select w, ${sql.lit(seenBefore)} as reason from first where not exists (select from seen where id_hash = id)
    union all select w, ${sql.lit(consumedBefore)} from consumed where not exists (select from used where id_hash = id)),
  put as (
    insert into identity.authorization_state (model, id_hash, payload, grant_id, uid, account, portal_session, ends_at)
      select model, decode(id, 'hex'), payload, grant_id, uid, account, portal_session, ends_at
      from json_to_recordset(${put}::json) as p (w int, model text, id text, payload jsonb, grant_id text, uid text, account text, portal_session text, ends_at timestamptz)
      where w not in (select w from refused)
      on conflict (model, id_hash) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, account = excluded.account,
        portal_session = excluded.portal_session, ends_at = excluded.ends_at),
  going as (select model, decode(id, 'hex') as id from json_to_recordset(${gone}::json) as g (w int, model text, id text) where w not in (select w from refused)),
  gone as (delete from identity.authorization_state where model = any (array(select model from going)) and id_hash = any (array(select id from going)))
  select w, reason from refused`)
