/** Coming in by a country's own sign-in: the library speaks OpenID Connect, this says whom that lets in. */
import { importJWK } from 'jose'
import * as oidc from 'openid-client'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { NationalSettings } from '../../../kernel/config/read-national-sign-in.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { identityFaults } from '../contract.ts'
import { newChallenge, takeChallenge } from '../passkeys/challenge.ts'
import type { Subject } from '../sessions/sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { type Carried, openCarried, sealCarried } from './carry.ts'
import { fetchOf } from './fetch-provider.ts'
import { noteEntry } from './note-entry.ts'

export interface NationalDeps {
  db: RoomDatabase<IdentityTables>
  pack: Pack
  /** Signs what the browser carries. */
  key: Buffer
  settings: NationalSettings
}

export interface National {
  /** On the button. */
  readonly name: Text
  /** @param origin of the portal, as the browser sees it @returns where the browser goes, and what it carries meanwhile. @throws nationalSilent */
  begin(origin: string, next: string): Promise<{ address: string; carried: string }>
  /** @param returned the address of the return, whole @throws nationalElsewhere, nationalRefused, nationalSilent, tooLate */
  finish(returned: URL, carried: string | undefined): Promise<{ subject: Subject; next: string }>
}

export const returnPath = '/sign-in/national/return'
const use = 'national sign-in'
/** Milliseconds for which what the provider says of itself is believed; its keys are asked for again by the library. */
const believed = 3_600_000

export function createNational({ db, pack, key, settings }: NationalDeps): National {
  const { issuer, clientId, proof, scope, claims: named, acr, isInside } = settings
  let known: { until: number; configuration: Promise<oidc.Configuration> } | undefined
  const configure = async () => oidc.discovery(new URL(issuer), clientId, undefined, await authenticationOf(proof), {
    // The signature of the ID token is checked too, though it comes straight from the provider.
    execute: [oidc.enableNonRepudiationChecks, ...(isInside ? [oidc.allowInsecureRequests] : [])], [oidc.customFetch]: fetchOf(isInside),
  })
  const provider = async () => {
    if (known === undefined || known.until < performance.now()) known = { until: performance.now() + believed, configuration: configure() }
    try {
      return await known.configuration
    } catch (cause) {
      known = undefined
      throw new Fault(identityFaults.nationalSilent, { cause })
    }
  }
  return {
    name: settings.name,
    async begin(origin, next) {
      const configuration = await provider()
      // The state is signed, ends soon, and is taken once.
      const carried: Carried = { state: Buffer.from(newChallenge(key, use)).toString('base64url'), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), next }
      const address = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: origin + returnPath, scope, state: carried.state, nonce: carried.nonce, code_challenge: await oidc.calculatePKCECodeChallenge(carried.verifier), code_challenge_method: 'S256',
        ...(acr.length === 0 ? {} : { acr_values: acr.join(' ') }),
      })
      return { address: address.href, carried: sealCarried(key, carried) }
    },
    async finish(returned, sealed) {
      const carried = openCarried(key, sealed)
      // Whoever begins in one browser and ends in another would leave their account in somebody else's.
      if (carried === undefined || returned.searchParams.get('state') !== carried.state) throw new Fault(identityFaults.nationalElsewhere)
      if (!await takeChallenge(db, key, use, carried.state)) throw new Fault(identityFaults.tooLate)
      const said = await claimsOf(await provider(), returned, carried)
      const [person, name] = [said[named.person], said[named.name]]
      if (acr.length > 0 && !(typeof said['acr'] === 'string' && acr.includes(said['acr']))) throw new Fault(identityFaults.nationalRefused, { cause: new Error(`authenticated by ${String(said['acr'])}`) })
      if (typeof person !== 'string' || !new RegExp(pack.personIdPattern).test(person) || typeof name !== 'string' || name.trim() === '') throw new Fault(identityFaults.nationalRefused, { cause: new Error(`no ${named.person} or ${named.name} that can be used`) })
      await noteEntry({ db, key, settings }, person, String(said['sub']), said['acr'])
      return { subject: { kind: 'resident', subject: person, name: name.trim() }, next: carried.next }
    },
  }

  /** What the ID token says, and what the provider gives only when it is asked. */
  async function claimsOf(configuration: oidc.Configuration, returned: URL, { state, nonce, verifier }: Carried): Promise<Record<string, unknown>> {
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, returned, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
      const token = tokens.claims()!
      if (named.person in token && named.name in token) return token
      return { ...await oidc.fetchUserInfo(configuration, tokens.access_token, token.sub), ...token }
    } catch (cause) {
      throw new Fault(identityFaults.nationalRefused, { cause })
    }
  }
}

async function authenticationOf(proof: NationalSettings['proof']): Promise<oidc.ClientAuth> {
  if (proof.by === 'secret') return oidc.ClientSecretBasic(proof.secret)
  const { kid, alg } = proof.key
  const key = await importJWK(proof.key, alg) as CryptoKey
  return oidc.PrivateKeyJwt(kid === undefined ? key : { key, kid })
}
