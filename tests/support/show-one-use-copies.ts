/** Wallets that show each one-use copy once, to verifiers who write down all they see. */
import { decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Seen } from './correlating-adversary.ts'
import type { TestHouse } from './house.ts'

interface Payload { iat: number; exp: number; cnf: { jwk: { x: string; y: string } }; status: { status_list: { uri: string; idx: number } }; _sd: string[] }

/** @param copies of each person, issued in batches as wallets refill. @returns in an order that says nothing */
export async function showOneUseCopies(house: TestHouse, people: readonly string[], copies: number, batch: number): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let round = 0; round < copies / batch; round += 1) for (const person of people) seen.push(...await showBatch(house, person, batch))
  return seen
}

async function showBatch({ credentials, origin }: TestHouse, person: string, batch: number): Promise<Seen[]> {
  const issuer = credentials.issuer!
  const client = 'wallet'
  const nonce = issuer.nonce()
  const jwt = await Promise.all(Array.from({ length: batch }, async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    return new SignJWT({ aud: origin, nonce }).setIssuedAt().setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: await exportJWK(publicKey) }).sign(privateKey)
  }))
  const issued = await issuer.issue({ origin, access: { person, client, scopes: new Set(['credential.mobile-id']), grant: 'grant', details: [], key: 'key', attested: false }, request: { credential_configuration_id: 'mobile-id', proofs: { jwt } } })
  if (!('credentials' in issued)) throw new Error('a mobile ID is issued at once')
  return issued.credentials.map((credential) => whatIsSeen(person, credential))
}

/** Of a presentation that discloses whether the person is old enough, and nothing else. */
function whatIsSeen(person: string, credential: string): Seen {
  const [token, ...disclosures] = credential.split('~').filter((part) => part !== '') as [string, ...string[]]
  const { iat, exp, cnf, status: { status_list: list }, _sd: digests } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Payload
  const shown = disclosures.filter((text) => Buffer.from(text, 'base64url').toString().includes('age_over_19'))
  // What all credentials of an issuer have in common ties nobody; anything else in the header would.
  const own = Object.entries(decodeProtectedHeader(token)).filter(([name]) => !['alg', 'typ', 'kid', 'x5c'].includes(name)).map(([, value]) => String(value))
  return {
    person, list: list.uri, index: list.idx, issuedAt: iat, expiresAt: exp, digests: digests.length,
    values: [cnf.jwk.x, cnf.jwk.y, ...digests, ...shown, ...shown.map((text) => (JSON.parse(Buffer.from(text, 'base64url').toString()) as [string])[0]), token.split('.')[2]!, `${list.uri} ${list.idx}`, ...own],
  }
}
