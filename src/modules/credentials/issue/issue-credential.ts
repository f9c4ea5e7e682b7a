/** One answer to a wallet: nonces, record and status entries at once, then the signatures over them. */
import type { JWK } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import type { Entry } from '../status/allocate.ts'
import type { OpenLists } from '../status/open-lists.ts'
import { type Configuration, fieldOf, vctOf } from './credential-types.ts'
import type { ClaimValue } from './gather-claims.ts'
import type { RecordIssuance } from './record-issuance.ts'
import { signMdoc } from './sign-mdoc.ts'
import { signSdJwt, type StatusEntry } from './sign-sd-jwt.ts'
import { validityOf } from './validity.ts'

export interface IssueDeps { record: RecordIssuance; pack: Pack; keys: KeyRing; lists: OpenLists }

export interface Issue {
  origin: string
  configuration: Configuration
  /** One of the three. */
  person: string | null
  official: string | null
  device: string | null
  client: string
  /** What the wallet's token rests on. */
  grant: string
  claims: readonly ClaimValue[]
  keys: readonly JWK[]
  nonces: readonly string[]
  /** Of a credential about a mandate: which, and the second at which that is over at the latest. */
  mandate?: { id: string; last: number | undefined } | undefined
}

export interface Issued {
  /** Also the notification id. */
  issuance: string
  credentials: string[]
}

/** @throws IssueRefused where a nonce was used before */
export async function issueCredential({ record, pack, keys, lists }: IssueDeps, issue: Issue): Promise<Issued> {
  const { configuration, person, official, device, client, grant, nonces, mandate } = issue
  const { type, format } = configuration
  const kind = issue.keys.length > 1 ? 'short' : 'long'
  const validity = validityOf(kind, type.validDays, { last: mandate?.last })
  const open = await lists.for(kind, issue.keys.length)
  const issuance = newId()
  const entries = await record({ issuance: { id: issuance, person, official, device, type: type.id, format, client, grant, mandate: mandate?.id ?? null }, nonces, lists: open, count: issue.keys.length, endsAt: new Date(validity.until * 1000) })
  await pausePoint('credentials-recorded')
  const signer = keys.current('credentials')
  const { claims, origin } = issue
  const statusOf = ({ list, index }: Entry): StatusEntry => ({ uri: `${origin}/status/${list}`, index })
  return {
    issuance,
    credentials: await Promise.all(issue.keys.map((holder, at) => {
      const status = statusOf(entries[at]!)
      return format === 'dc+sd-jwt'
        ? signSdJwt(signer, { issuer: origin, vct: vctOf(pack, type), claims, digests: type.claims.length, validity, holder, status })
        : signMdoc(signer, { doctype: type.doctype, namespace: type.namespace, claims, typeOf: (claim) => fieldOf(pack, claim).type, validity, holder, status })
    })),
  }
}
