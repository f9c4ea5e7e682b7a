/** A country's own sign-in for tests: another OpenID provider, on a server of its own, which signs in whom the test names. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import type { NationalSettings } from '../../src/kernel/config/read-national-sign-in.ts'

/** Whom it takes the browser for; a refusal where it is undefined. */
export interface SignedIn { number: string; name: string; acr: string }

export async function startNationalProvider() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key: JWK = { ...await exportJWK(privateKey), alg: 'ES256', kid: 'maru' }
  const { d: _, ...publicKey } = key
  const signing = { ...await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey), alg: 'ES256', use: 'sig', kid: 'national' }
  let person: SignedIn | undefined
  let provider: Provider | undefined
  const server = createServer((request, response) => {
    void (async () => {
      if (!provider) return response.writeHead(503).end()
      if (!request.url!.startsWith('/interaction/')) return provider.callback()(request, response)
      const { prompt, grantId, params } = await provider.interactionDetails(request, response)
      if (!person) return provider.interactionFinished(request, response, { error: 'access_denied' })
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: person.number, acr: person.acr } })
      const grant = grantId === undefined ? new provider.Grant({ accountId: person.number, clientId: String(params['client_id']) }) : (await provider.Grant.find(grantId))!
      grant.addOIDCScope('openid profile')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
    })()
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve() }) })
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const settings: NationalSettings = {
    issuer, clientId: 'maru', proof: { by: 'key', key }, name: { ko: '국가 로그인', 'ko-easy': '국가 로그인', en: 'National sign-in', vi: 'Đăng nhập quốc gia' }, scope: 'openid profile',
    claims: { person: 'person_number', name: 'name' }, acr: ['substantial', 'high'], isInside: true,
  }
  return {
    settings,
    /** The address of the return is known when the house stands. */
    serve(redirect: string) {
      const configuration: Configuration = {
        clients: [{ client_id: 'maru', redirect_uris: [redirect], token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [publicKey as never] }, id_token_signed_response_alg: 'ES256' }],
        jwks: { keys: [signing as never] }, claims: { openid: ['sub', 'acr'], profile: ['name', 'person_number'] }, acrValues: ['low', 'substantial', 'high'], pkce: { required: () => true },
        features: { devInteractions: { enabled: false } }, interactions: { url: (_context, { uid }) => `/interaction/${uid}` }, cookies: { keys: ['a key of a test'] },
        findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: person?.name, person_number: person?.number }) }),
      }
      provider = new Provider(issuer, configuration)
    },
    signIn(who: SignedIn | undefined) { person = who },
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => { resolve() }) }),
  }
}

/** Goes to the provider and through it, as a browser does, until it would come back. @returns the address of the return */
export async function goThrough(address: string, home: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  for (let step = 0; step < 12; step += 1) {
    if (url.origin === home) return url
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
    await response.arrayBuffer()
    for (const cookie of response.headers.getSetCookie()) {
      const [pair] = cookie.split(';')
      cookies.set(pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1))
    }
    url = new URL(response.headers.get('location') ?? '', url)
  }
  throw new Error(`it never came back from ${url.href}`)
}
