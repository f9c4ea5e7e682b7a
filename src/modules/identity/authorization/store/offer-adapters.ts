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
import { payloadOf, stateOf, type Store } from './adapter.ts'
import { hashOfState } from './hash-of-state.ts'

/** Tries of a transaction code, the right one included. */
export const mostTries = 5

/** Nobody can type it: a code that nobody has typed yet matches nothing. */
const untyped = '\0'

const asking = () => (Provider.ctx as { oidc?: { client?: { clientId: string }; params?: Record<string, unknown> } } | undefined)?.oidc
/** Whether the request that is being answered redeems an offer. */
export const redeemsOffer = () => asking()?.params?.['grant_type'] === preAuthorizedGrant

const redeemer = () => asking()?.client?.clientId ?? anyWallet

export function createCodeAdapter({ db, writer }: Store, plain: Adapter, key: Buffer): Adapter {
  const model = 'PreAuthorizedCode'
  const markOf = (id: string, code: string) => mark(key, `transaction code ${id} ${code}`)
  return {
    ...plain,
    async upsert(id, payload, expiresIn) {
      const { txCode, ...open } = payload as typeof payload & { txCode?: string }
      await writer.put(model, id, stateOf(model, txCode === undefined ? open : { ...open, txMark: markOf(id, txCode) }, expiresIn))
    },
    /** Counted before it is compared: a thousand guesses at once are five. */
    async find(id) {
      const row = await db.transaction((tx) => tx.updateTable('authorization_state').set({ attempts: sql<number>`attempts + 1` })
        .where('model', '=', model).where('id_hash', '=', hashOfState(id)).where('attempts', '<', mostTries).where('ends_at', '>', sql<Date>`now()`)
        .returning(['payload', 'consumed_at']).executeTakeFirst())
      const found = payloadOf(row, id)
      if (!found) return undefined
      const { txMark, ...payload } = found as typeof found & { txMark?: string }
      const typed = asking()?.params?.['tx_code']
      if (txMark === undefined) return { ...payload, clientId: redeemer() }
      if (typeof typed !== 'string') return { ...payload, clientId: redeemer(), txCode: untyped }
      if (!marksEqual(txMark, markOf(id, typed))) throw new errors.InvalidGrant('wrong transaction code')
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
