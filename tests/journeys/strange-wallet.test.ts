/** A wallet that is not ours (Open Wallet Foundation, @openid4vc) against the issuer as it stands: both flows, both formats. */
import assert from 'node:assert/strict'
import { createPrivateKey, hash, type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { after, before, test } from 'node:test'
import { IssuerSigned } from '@owf/mdoc'
import { clientAuthenticationNone, type Jwk, setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { compactVerify, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { answer, go } from '../support/go-through.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

// Loopback has no certificate.
setGlobalConfig({ allowInsecureUrls: true })

const person = 'KR-DEMO-000101'
const clientId = 'city-wallet'
const redirectUri = 'https://wallet.example/authorized'
let house: TestHouse
before(async () => { house = await openHouse({ clients: [{ id: clientId, kind: 'wallet', name: { en: 'City wallet' }, redirectUris: [redirectUri] }] }) })
after(() => house.close())

const keys = new Map<string, KeyObject>()

async function newKey(): Promise<Jwk> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { d, ...jwk } = await exportJWK(privateKey)
  keys.set(jwk.x!, createPrivateKey({ key: { ...jwk, d } as never, format: 'jwk' }))
  return jwk as Jwk
}

function openWallet() {
  return new Openid4vciClient({
    callbacks: {
      hash: (data, algorithm) => new Uint8Array(hash(algorithm.replace('-', ''), data, 'buffer')), generateRandom: (length) => new Uint8Array(randomBytes(length)),
      clientAuthentication: clientAuthenticationNone({ clientId }),
      async signJwt(signer, { header, payload }) {
        const { publicJwk } = signer as { publicJwk: Jwk }
        return { jwt: await new SignJWT(payload as never).setProtectedHeader(header as JWTHeaderParameters).sign(keys.get(publicJwk.x!)!), signerJwk: publicJwk }
      },
    },
  })
}

async function request(wallet: Openid4vciClient, issuerMetadata: Awaited<ReturnType<Openid4vciClient['resolveIssuerMetadata']>>, accessToken: string, dpop: object, configuration: string, copies = 1) {
  const { c_nonce: nonce } = await wallet.requestNonce({ issuerMetadata })
  const jwt = await Promise.all(Array.from({ length: copies }, async () => (await wallet.createCredentialRequestJwtProof({
    issuerMetadata, credentialConfigurationId: configuration, nonce, clientId, signer: { method: 'jwk', alg: 'ES256', publicJwk: await newKey() },
  })).jwt))
  return wallet.retrieveCredentials({ issuerMetadata, credentialConfigurationId: configuration, accessToken, dpop: dpop as never, proofs: { jwt } })
}

test('pre-authorized with a transaction code: SD-JWT in a batch, then a mobile document, then the notification', async () => {
  const wallet = openWallet()
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, person, ['mobile-id'])
  const credentialOffer = await wallet.resolveCredentialOffer(link)
  const issuerMetadata = await wallet.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { accessTokenResponse, dpop } = await wallet.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer, issuerMetadata, txCode: transactionCode, dpop: { signer: { method: 'jwk', alg: 'ES256', publicJwk: await newKey() } } })
  const token = accessTokenResponse.access_token
  const batch = await request(wallet, issuerMetadata, token, dpop!, 'mobile-id', 4)
  assert.equal(batch.credentialResponse.credentials?.length, 4)
  const document = await request(wallet, issuerMetadata, token, { ...dpop, ...batch.dpop }, 'mobile-id-mdoc')
  const [{ credential } = { credential: '' }] = document.credentialResponse.credentials as { credential: string }[]
  assert.equal(IssuerSigned.decode(Buffer.from(credential, 'base64url')).issuerAuth.mobileSecurityObject.docType, 'kr.maru.mobile-id.1')
  await wallet.sendNotification({ issuerMetadata, accessToken: token, dpop: { ...dpop!, ...document.dpop }, notification: { notificationId: document.credentialResponse.notification_id!, event: 'credential_accepted' } })
})

test('authorization code with PAR, PKCE and DPoP: the person signs in at the portal, reads what is asked, and allows it', async () => {
  const wallet = openWallet()
  // The code is bound to the key that proved the pushed request (RFC 9449, section 10).
  const dpop = { signer: { method: 'jwk' as const, alg: 'ES256', publicJwk: await newKey() } }
  const issuerMetadata = await wallet.resolveIssuerMetadata(house.origin)
  const credentialOffer = { credential_issuer: house.origin, credential_configuration_ids: ['family-relations'], grants: { authorization_code: {} } }
  const begun = await wallet.initiateAuthorization({ credentialOffer, issuerMetadata, clientId, redirectUri, scope: 'credential.family-relations', state: 'a-state', dpop })
  assert.ok('authorizationRequestUrl' in begun)
  assert.ok(new URL(begun.authorizationRequestUrl).searchParams.get('request_uri'), 'the request was pushed')
  const browser = new TextBrowser(house.origin)
  await signIn(browser, person)
  const { page, back } = await answer(browser, (await go(browser, begun.authorizationRequestUrl)).url)
  assert.match(page.text, /City wallet/)
  assert.match(page.text, /Family relations certificate/)
  const code = new URL(back.url).searchParams.get('code')!
  const { accessTokenResponse, dpop: used } = await wallet.retrieveAuthorizationCodeAccessTokenFromOffer({ issuerMetadata, credentialOffer, authorizationCode: code, pkceCodeVerifier: begun.pkce!.codeVerifier, redirectUri, dpop })
  assert.ok(accessTokenResponse.refresh_token, 'one-use copies are refilled silently')
  const { credentialResponse } = await request(wallet, issuerMetadata, accessTokenResponse.access_token, used!, 'family-relations')
  assert.equal(credentialResponse.credentials?.length, 1)
})

test('the metadata is also signed, for this issuer, by a certificate of its host', async () => {
  const response = await fetch(`${house.origin}/.well-known/openid-credential-issuer`, { headers: { accept: 'application/jwt' } })
  const token = await response.text()
  const { payload, protectedHeader } = await compactVerify(token, ({ x5c }) => new X509Certificate(Buffer.from(x5c![0]!, 'base64')).publicKey)
  const said = JSON.parse(new TextDecoder().decode(payload)) as { sub: string; credential_issuer: string }
  assert.deepEqual([protectedHeader.typ, said.sub, said.credential_issuer], ['openidvci-issuer-metadata+jwt', house.origin, house.origin])
})
