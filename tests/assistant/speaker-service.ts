/** The service behind a speaker, as a client of the authorization server: sends the person's browser, takes the code to its address, shows its secret for tokens. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import type { Linking } from '../../src/kernel/config/read-conversations.ts'
import type { TextBrowser, Visit } from '../support/browser-of-text.ts'

export interface Tokens { access_token: string; refresh_token: string; expires_in: number; token_type: string }

export interface SpeakerService {
  /** Address of the portal to which it sends the person. */
  authorizePath(change?: Record<string, string>): string
  /** The person reads, and allows. @returns the consent page, and the tokens */
  link(browser: TextBrowser): Promise<{ page: Visit; tokens: Tokens }>
  ask(body: Record<string, string>, secret?: string): Promise<{ status: number; body: Tokens & { error?: string } }>
}

/** @param pkce whether its console is set to send a challenge */
export function speakerService(origin: string, { client, secret, redirectUris, secretIn }: Linking, { pkce = true } = {}): SpeakerService {
  const verifier = randomBytes(32).toString('base64url')
  const challenge: Record<string, string> = pkce ? { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' } : {}
  const authorizePath = (change: Record<string, string> = {}) => `/oidc/authorize?${new URLSearchParams({ client_id: client, response_type: 'code', scope: 'conversations.link', redirect_uri: redirectUris[0]!, state: 'A2SAAE', ...challenge, ...change })}`
  const ask: SpeakerService['ask'] = async (body, shown = secret) => {
    const inHeader = secretIn === 'header'
    const response = await fetch(`${origin}/oidc/token`, {
      method: 'POST', body: new URLSearchParams({ ...body, ...(inHeader ? {} : { client_id: client, client_secret: shown }) }),
      headers: inHeader ? { authorization: `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(shown)}`).toString('base64')}` } : {},
    })
    return { status: response.status, body: await response.json() as Tokens }
  }
  return {
    authorizePath, ask,
    async link(browser) {
      const page = await browser.get(authorizePath())
      const onward = await browser.submit(page, `${page.path}/allow`)
      const back = await follow(browser, /<p><a href="([^"]+)"/.exec(onward.html)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(onward.text))
      assert.equal(back.origin + back.pathname, redirectUris[0])
      assert.equal(back.searchParams.get('state'), 'A2SAAE')
      const { status, body } = await ask({ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? assert.fail(back.href), redirect_uri: redirectUris[0]!, ...(pkce ? { code_verifier: verifier } : {}) })
      assert.equal(status, 200, JSON.stringify(body))
      return { page, tokens: body }
    },
  }
}

/** From redirect to redirect, until the service's own address. */
async function follow(browser: TextBrowser, url: string): Promise<URL> {
  const at = new URL(url, browser.origin)
  if (at.origin !== browser.origin) return at
  const response = await fetch(at, { redirect: 'manual', headers: { accept: 'text/html', cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  await response.arrayBuffer()
  return follow(browser, response.headers.get('location') ?? assert.fail(`${at.pathname} leads nowhere`))
}
