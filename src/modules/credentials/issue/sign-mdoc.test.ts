/** What is signed as a mobile document and as an SD-JWT, read and checked by libraries that are not ours. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { hash, randomBytes, verify } from 'node:crypto'
import { decode, encode, Tagged } from 'cborg'
import { IssuerSigned } from '@owf/mdoc'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import fc from 'fast-check'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { newKeyRing } from '../../../kernel/keys/new-key-ring.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { publicObject } from '../../../kernel/keys/import-key.ts'
import { koreanPack as pack } from '../../../web/test-view.ts'
import { fieldOf, vctOf } from './credential-types.ts'
import type { ClaimValue } from './gather-claims.ts'
import { signMdoc } from './sign-mdoc.ts'
import { signSdJwt } from './sign-sd-jwt.ts'

const type = pack.credentials.find(({ id }) => id === 'family-relations')!
const validity = { from: Date.UTC(2026, 10, 26) / 1000, until: Date.UTC(2027, 1, 26) / 1000 }
const status = { uri: 'https://services.example/status/abc', index: 77 }
let keys: KeyRing
let holder: JWK

before(async () => {
  keys = await newKeyRing({ host: 'services.example', country: 'KR' })
  const { kty, crv, x, y } = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey)
  holder = { kty, crv, x, y } as JWK
})

const claimsOf = (name: string, date: string, children: readonly string[]): ClaimValue[] => type.claims.flatMap((claim): ClaimValue[] => {
  switch (claim.name) {
    case 'full_name': return [{ claim, value: name }]
    case 'birth_date': return [{ claim, value: date }]
    case 'children': return [{ claim, value: children.map((child) => ({ name: child, birthDate: date, sex: 'F' })) }]
    default: return []
  }
})

const mdoc = (claims: ClaimValue[]) => signMdoc(keys.current('credentials'), { doctype: type.doctype, namespace: type.namespace, claims, typeOf: (claim) => fieldOf(pack, claim).type, validity, holder, status })

test('a mobile document reads in the library with every value, and its digests and signature hold', async () => {
  const claims = claimsOf('김하늘', '1993-04-05', ['김새벽', '김노을'])
  const issued = IssuerSigned.decode(Buffer.from(await mdoc(claims), 'base64url'))
  const items = [...issued.issuerNamespaces!.issuerNamespaces.get(type.namespace)!]
  assert.deepEqual(items.map(({ elementIdentifier }) => elementIdentifier).sort(), ['birth_date', 'children', 'full_name'])
  const security = issued.issuerAuth.mobileSecurityObject
  assert.equal(security.docType, type.doctype)
  assert.equal(security.validityInfo.validUntil.toISOString(), '2027-02-26T00:00:00.000Z')
})

test('bytes as the standard has them: envelopes, digests over the tagged envelope, dates as full-date, signature by the leaf', async () => {
  const bytes = Buffer.from(await mdoc(claimsOf('김하늘', '1993-04-05', [])), 'base64url')
  const read = decode(bytes, { useMaps: true, tags: Tagged.preserve(0, 24, 1004) }) as Map<string, unknown>
  const envelopes = (read.get('nameSpaces') as Map<string, Tagged[]>).get(type.namespace)!
  const [protectedHeader, unprotected, payload, signature] = read.get('issuerAuth') as [Uint8Array, Map<number, Uint8Array>, Uint8Array, Uint8Array]
  const security = decode((decode(payload, { tags: Tagged.preserve(24) }) as Tagged).value as Uint8Array, { useMaps: true, tags: Tagged.preserve(0) }) as Map<string, unknown>
  const digests = (security.get('valueDigests') as Map<string, Map<number, Uint8Array>>).get(type.namespace)!
  for (const envelope of envelopes) {
    const item = decode((envelope as Tagged).value as Uint8Array, { useMaps: true, tags: Tagged.preserve(1004) }) as Map<string, unknown>
    assert.deepEqual(Buffer.from(digests.get(item.get('digestID') as number)!), hash('sha256', encode(envelope), 'buffer'))
    assert.ok((item.get('random') as Uint8Array).length >= 16)
    if (item.get('elementIdentifier') === 'birth_date') assert.deepEqual([(item.get('elementValue') as Tagged).tag, (item.get('elementValue') as Tagged).value], [1004, '1993-04-05'])
  }
  assert.deepEqual(security.get('status'), new Map([['status_list', new Map<string, unknown>([['idx', 77], ['uri', status.uri]])]]))
  const leaf = keys.current('credentials')
  assert.equal(Buffer.from(unprotected.get(33)!).toString('base64'), leaf.x5c[0])
  assert.ok(verify('sha256', encode(['Signature1', protectedHeader, new Uint8Array(0), payload]), { key: publicObject(leaf.jwk), dsaEncoding: 'ieee-p1363' }, signature))
})

test('whatever the values, the SD-JWT that the library verifies says them and nothing else', async () => {
  const signer = keys.current('credentials')
  const library = new SDJwtVcInstance({
    hasher: (data: string | ArrayBuffer) => hash('sha256', typeof data === 'string' ? data : Buffer.from(data), 'buffer'), hashAlg: 'sha-256', saltGenerator: () => randomBytes(16).toString('base64url'),
    verifier: (data: string, signature: string) => verify('sha256', Buffer.from(data), { key: publicObject(signer.jwk), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')),
    statusListFetcher: () => Promise.reject(new Error('nobody calls home')),
  })
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }), async (name, children) => {
    const claims = claimsOf(name, '1993-04-05', children)
    const token = await signSdJwt(signer, { issuer: 'https://services.example', vct: vctOf(pack, type), claims, digests: type.claims.length, validity, holder, status })
    const said = await library.getClaims(token) as Record<string, unknown>
    await library.validate(token, { currentDate: validity.from + 1, disableStatusVerification: true } as never)
    assert.equal(said['full_name'], name)
    assert.deepEqual(said['children'], children.map((child) => ({ name: child, birthDate: '1993-04-05', sex: 'F' })))
    assert.deepEqual(Object.keys(said).sort(), ['birth_date', 'children', 'cnf', 'exp', 'full_name', 'iat', 'iss', 'status', 'vct'])
  }), { numRuns: 40 })
})
