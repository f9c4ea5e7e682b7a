/**
 * Offers (OpenID4VCI 1.0 section 4.1): a pre-authorized code is made before anyone knows which wallet takes it, so it and
 * its grant belong to whoever redeems it. Its transaction code is guessed at most five times, also by many at once; one
 * mistyped sign does not burn the offer.
 */
import { sql } from 'kysely'
import { type Adapter, errors, Provider } from 'oidc-provider'
import { mark, marksEqual } from '../../../../kernel/crypto/tokens.ts'
import { preAuthorizedGrant } from '../clients.ts'
import { anyWallet } from '../wallet-names.ts'
import { payloadOf, type StateRow, stateOf, type Store } from './adapter.ts'
import { hashOfState } from './hash-of-state.ts'

/** Tries of a transaction code, the right one included. */
export const mostTries = 5

/** Nobody can type it: a code that nobody has typed yet matches nothing. */
const untyped = '\0'

const asking = () => (Provider.ctx as { oidc?: { client?: { clientId: string }; params?: Record<string, unknown> } } | undefined)?.oidc
/** Whether the request that is being answered redeems an offer. */
export const redeemsOffer = () => asking()?.params?.['grant_type'] === preAuthorizedGrant

const redeemer = () => asking()?.client?.clientId ?? anyWallet

type TriedRow = StateRow & { id_hash: Buffer; given: Record<string, unknown> | null; attempts: number }

/** Who types the code learns how often they still can (`maru_tries_left`: the name of a parameter of one's own has a prefix, RFC 6749 section 8.2). Who has not its offer cannot ask. */
class WrongCode extends errors.InvalidGrant {
  readonly triesLeft: number
  constructor(attempts: number) {
    super('wrong transaction code')
    this.triesLeft = Math.max(0, mostTries - attempts)
  }
}

/** The library's answers of an error have no room for it. */
export const tellTriesLeft = (provider: Provider) => provider.on('grant.error', (ctx, cause) => {
  if (cause instanceof WrongCode) ctx.body = { ...ctx.body as object, maru_tries_left: cause.triesLeft }
})

/** Tries whose counts are made durable together. */
const most = 32

export function createCodeAdapter({ db, writer, ahead }: Store, plain: Adapter, key: Buffer): Adapter {
  const model = 'PreAuthorizedCode'
  const markOf = (id: string, code: string) => mark(key, `transaction code ${id} ${code}`)
  const count = db.statement<{ ids: Buffer[] }, TriedRow>((_, { ids }) => sql`
    update identity.authorization_state code set attempts = attempts + 1
      where model = ${sql.lit(model)} and id_hash = any (${ids}::bytea[]) and attempts < ${sql.lit(mostTries)} and ends_at > now()
      returning id_hash, payload, consumed_at, attempts, (select payload from identity.authorization_state given
        where model = 'Grant' and id_hash = sha256(convert_to(code.grant_id, 'UTF8')) and ends_at > now()) as given`)
  /** Counted before it is compared: a thousand guesses at once are five. Two at one code are counted one after the other. */
  const tried = db.together<Buffer, TriedRow, TriedRow | undefined>({
    most, about: (id) => [id.toString('hex')], statements: (ids) => [count({ ids: [...ids] })],
    answers: (ids, [rows]) => ids.map((id) => rows!.find(({ id_hash }) => id_hash.equals(id))),
  })
  return {
    ...plain,
    async upsert(id, payload, expiresIn) {
      const { txCode, ...open } = payload as typeof payload & { txCode?: string }
      await writer.put(model, id, stateOf(model, txCode === undefined ? open : { ...open, txMark: markOf(id, txCode) }, expiresIn))
    },
    async find(id) {
      const row = await tried(hashOfState(id))
      if (row) ahead.keepGrant(String(row.payload['grantId']), row.given)
      const found = payloadOf(row, id)
      if (!found) return undefined
      const { txMark, ...payload } = found as typeof found & { txMark?: string }
      const typed = asking()?.params?.['tx_code']
      if (txMark === undefined) return { ...payload, clientId: redeemer() }
      if (typeof typed !== 'string') return { ...payload, clientId: redeemer(), txCode: untyped }
      // An offer that was used has no code any more, and no guess at it takes back what it was used for.
      if (!marksEqual(txMark, markOf(id, typed))) throw row!.consumed_at === null ? new WrongCode(row!.attempts) : new errors.InvalidGrant('wrong transaction code of an offer that was used')
      return { ...payload, clientId: redeemer(), txCode: typed }
    },
  }
}

export function createGrantAdapter(plain: Adapter): Adapter {
  return {
    ...plain,
    async find(id) {
      const grant = await plain.find(id)
      return grant && grant.clientId === anyWallet ? { ...grant, clientId: redeemer() } : grant
    },
  }
}
