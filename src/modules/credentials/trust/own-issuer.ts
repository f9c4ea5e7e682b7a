/** The platform as an issuer among the trusted: by the keys of its ring as they are now. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { vctOf } from '../issue/credential-types.ts'
import { openTrust, type Trust, type TrustedIssuer } from './trust.ts'

export function ownIssuer(pack: Pack, keys: KeyRing, origin: string): TrustedIssuer {
  const publicOf = (use: 'credentials' | 'status') => keys.published(use).map(({ kid, jwk: { kty, crv, x, y } }) => ({ kty, crv, x, y, kid }) as TrustedIssuer['keys'][number])
  return {
    id: origin, name: pack.name, types: pack.credentials.flatMap((type) => [vctOf(pack, type), type.doctype]), keys: publicOf('credentials'), anchors: keys.roots(),
    signers: keys.published('credentials').map(({ x5c }) => x5c[0]!), statusKeys: publicOf('status'), statusLists: [`${origin}/status/`],
  }
}

/** Opened again when a key or a foreign issuer comes or goes; one for each address that the platform is reached at. */
export function trustWithOwn(pack: Pack, keys: KeyRing, others: () => readonly TrustedIssuer[]): (origin: string) => Trust {
  const opened = new Map<string, { version: number; others: readonly TrustedIssuer[]; trust: Trust }>()
  return (origin) => {
    const [version, foreign] = [keys.version(), others()]
    const known = opened.get(origin)
    if (known?.version === version && known.others === foreign) return known.trust
    const trust = openTrust([ownIssuer(pack, keys, origin), ...foreignTo(origin, foreign)])
    if (opened.size > 20) opened.clear()
    opened.set(origin, { version, others: foreign, trust })
    return trust
  }
}

/** Nobody else's list says who we are. */
export const foreignTo = (origin: string, others: readonly TrustedIssuer[]) => others.filter(({ id }) => id !== origin)
