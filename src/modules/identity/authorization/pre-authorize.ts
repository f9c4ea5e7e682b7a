/** The code of a credential offer (OpenID4VCI 1.0 section 3.5): whoever holds it, and the transaction code, stands for its account, once. */
import type { Provider } from 'oidc-provider'
import { accountId, type AccountName } from './accounts.ts'
import { indicatorOf, type Resources } from './resources.ts'
import { anyWallet } from './wallet-names.ts'

export interface PreAuthorization {
  holder: AccountName
  scopes: readonly string[]
  /** Digits that reach the person by another way; without one the offer must be taken where it was made. */
  transactionCode?: string
  /** Until the code ends. */
  seconds: number
}

/** The code, and the grant that every token rests on which it is exchanged for. */
export interface PreAuthorized { code: string; grant: string }

export async function preAuthorize(provider: Provider, resources: Resources, origin: string, { holder, scopes, transactionCode, seconds }: PreAuthorization): Promise<PreAuthorized> {
  const resource = resources.ofScopes(scopes)
  if (!resource) throw new Error(`no single resource has the scopes ${scopes.join(' ')}`)
  const account = accountId(holder)
  const indicator = indicatorOf(origin, resource)
  const scope = scopes.join(' ')
  const grant = new provider.Grant({ accountId: account, clientId: anyWallet })
  grant.addResourceScope(indicator, scope)
  const grantId = await grant.save()
  const code = new provider.PreAuthorizedCode({
    accountId: account, clientId: anyWallet, grantId, scope, resource: indicator, expiresIn: seconds,
    ...(transactionCode === undefined ? {} : { txCode: transactionCode }),
  })
  return { code: await code.save(), grant: grantId }
}
