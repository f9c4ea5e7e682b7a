/** The code of a credential offer (OpenID4VCI 1.0 section 3.5): whoever holds it, and the transaction code, stands for the person, once. */
import type { Provider } from 'oidc-provider'
import { accountId } from './accounts.ts'
import { indicatorOf, type Resources } from './resources.ts'
import { anyWallet } from './wallet-names.ts'

export interface PreAuthorization {
  person: string
  scopes: readonly string[]
  /** Digits that reach the person by another way; without one the offer must be taken where it was made. */
  transactionCode?: string
  /** Until the code ends. */
  seconds: number
}

export async function preAuthorize(provider: Provider, resources: Resources, origin: string, { person, scopes, transactionCode, seconds }: PreAuthorization): Promise<string> {
  const resource = resources.ofScopes(scopes)
  if (!resource) throw new Error(`no single resource has the scopes ${scopes.join(' ')}`)
  const account = accountId({ kind: 'resident', subject: person })
  const indicator = indicatorOf(origin, resource)
  const scope = scopes.join(' ')
  const grant = new provider.Grant({ accountId: account, clientId: anyWallet })
  grant.addResourceScope(indicator, scope)
  const code = new provider.PreAuthorizedCode({
    accountId: account, clientId: anyWallet, grantId: await grant.save(), scope, resource: indicator, expiresIn: seconds,
    ...(transactionCode === undefined ? {} : { txCode: transactionCode }),
  })
  return code.save()
}
