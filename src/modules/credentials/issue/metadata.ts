/** What wallets read of the issuer (OpenID4VCI 1.0 section 12.2). */
import type { JWK } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { type Configuration, configurationsOf, scopeOf, vctOf } from './credential-types.ts'
import type { KeyProof } from '../log/log-keys.ts'
import { encryptionAlgorithms } from './encryption.ts'
import { issuePaths } from './issue-paths.ts'
import { type ClaimWords, wordsOf } from './value-words.ts'

/** One-use copies that a wallet may ask for at once. */
export const mostCopies = 20

/**
 * @param requestKeys what wallets may encrypt their requests to
 * @param keyProofs where the keys of credentials, and of this metadata's signature, stand in the log (c2sp.org/tlog-proof): a parameter of our own, as section 12.2.4 allows
 */
export function metadataOf(pack: Pack, origin: string, requestKeys: JWK[], keyProofs: readonly KeyProof[] | undefined) {
  const encryption = { enc_values_supported: [...encryptionAlgorithms.enc], encryption_required: false }
  return {
    credential_issuer: origin,
    credential_endpoint: `${origin}${issuePaths.credential}`,
    deferred_credential_endpoint: `${origin}${issuePaths.deferred}`,
    notification_endpoint: `${origin}${issuePaths.notification}`,
    nonce_endpoint: `${origin}${issuePaths.nonce}`,
    credential_request_encryption: { jwks: { keys: requestKeys }, ...encryption },
    credential_response_encryption: { alg_values_supported: [...encryptionAlgorithms.alg], ...encryption },
    batch_credential_issuance: { batch_size: mostCopies },
    ...(keyProofs ? { key_log_proofs: keyProofs } : {}),
    display: displayOf(pack, pack.name, (name) => ({ name })),
    credential_configurations_supported: Object.fromEntries(configurationsOf(pack).map((configuration) => [configuration.id, describe(pack, configuration)])),
  }
}

/** COSE algorithm of ES256 (RFC 9053). */
const es256 = -7

function describe(pack: Pack, { type, format }: Configuration) {
  return {
    format, scope: scopeOf(type), ...(format === 'mso_mdoc' ? { doctype: type.doctype } : { vct: vctOf(pack, type) }),
    cryptographic_binding_methods_supported: [format === 'mso_mdoc' ? 'cose_key' : 'jwk'],
    credential_signing_alg_values_supported: [format === 'mso_mdoc' ? es256 : 'ES256'],
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] }, attestation: { proof_signing_alg_values_supported: ['ES256'] } },
    credential_metadata: {
      display: displayOf(pack, type.name, (name, text) => ({ name, description: text(type.description), background_color: type.background, text_color: '#ffffff' })),
      // A path into a mobile document ends at its element (OpenID4VP 1.0 section 7.2).
      claims: format === 'mso_mdoc' ? wordsOf(pack, type).filter(({ path }) => path.length === 1).map((words) => describeClaim(pack, words, [type.namespace])) : wordsOf(pack, type).map((words) => describeClaim(pack, words)),
    },
  }
}

/**
 * Neither a claims description (OpenID4VCI 1.0 appendix B.2) nor the type metadata of SD-JWT VC has a place for what a value is called: two parameters of our own, which
 * a wallet that does not know them leaves alone (section 12.2.4). `maru_value_display` has the words of each code as `display` has the claim's, `maru_currency` says in which minor unit a number counts money.
 */
function describeClaim(pack: Pack, { path, label, codes, money }: ClaimWords, before: readonly string[] = []) {
  const named = (text: Text) => displayOf(pack, text, (name) => ({ name }))
  return {
    path: [...before, ...path], display: named(label),
    ...(codes ? { maru_value_display: Object.fromEntries(Object.entries(codes).map(([code, text]) => [code, named(text)])) } : {}),
    ...(money ? { maru_currency: { code: pack.currency.code, minor_unit: pack.currency.minorUnit } } : {}),
  }
}

/** One entry a language; a variant of one, such as easy Korean, is marked as private use (RFC 5646 section 2.2.7). */
function displayOf<Entry extends object>({ languages }: Pack, name: Text, entryOf: (name: string, text: (other: Text) => string) => Entry) {
  return languages.map(({ tag, html }) => ({ ...entryOf(name[tag] ?? '', (other) => other[tag] ?? ''), locale: tag === html ? html : `${html}-x-${tag.split('-').slice(1).join('-')}` }))
}
