/** An AI of one's choice: the protocol's official client with the OAuth that it brings along, and a person's browser that reads and presses. */
import { Client, type OAuthClientInformationMixed, type OAuthClientProvider, type OAuthTokens, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client'
import { type TextBrowser, formsOf, type Visit } from './browser-of-text.ts'

export const today = '2026-07-28'
const redirect = 'http://127.0.0.1:47123/callback'

export interface AgentOptions {
  name?: string
  /** Address of its Client ID Metadata Document; it registers itself where there is none. */
  document?: string
  /** Revision of the protocol. */
  version?: string
  /** What it does when it is sent to a page of the portal; one that has no such thing shows the address itself. */
  onPage?(url: string): Promise<'accept' | 'decline'>
}

export interface CallResult { told: never; text: string; isError: boolean; content: { type: string; resource?: { mimeType?: string; blob?: string } }[] }

export class Agent {
  readonly client: Client
  readonly #transport: StreamableHTTPClientTransport
  readonly #origin: string
  tokens: OAuthTokens | undefined
  registered: OAuthClientInformationMixed | undefined
  /** Where it wants to send the person's browser. */
  wants: URL | undefined

  constructor(origin: string, { name = 'Helper', document, version = today, onPage }: AgentOptions = {}) {
    this.#origin = origin
    const modern = version === today
    this.client = new Client({ name, version: '1' }, {
      capabilities: onPage ? { elicitation: { url: {} } } : {},
      ...(modern ? { versionNegotiation: { mode: { pin: today } } } : { supportedProtocolVersions: [version] }),
    })
    if (onPage) this.client.setRequestHandler('elicitation/create', async ({ params }) => ({ action: await onPage('url' in params ? params.url : '') }))
    this.#transport = new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { authProvider: this.#provider(name, document) })
  }

  #provider(name: string, document: string | undefined): OAuthClientProvider {
    let verifier = ''
    return {
      redirectUrl: redirect, ...(document === undefined ? {} : { clientMetadataUrl: document }),
      clientMetadata: { client_name: name, redirect_uris: [redirect], grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], token_endpoint_auth_method: 'none' },
      clientInformation: () => this.registered as never,
      saveClientInformation: (information) => { this.registered = information },
      tokens: () => this.tokens as never,
      saveTokens: (tokens) => { this.tokens = tokens },
      redirectToAuthorization: (url) => { this.wants = url },
      saveCodeVerifier: (value) => { verifier = value },
      codeVerifier: () => verifier,
    }
  }

  async connect(): Promise<this> {
    await this.client.connect(this.#transport)
    return this
  }

  async call(name: string, input: Record<string, unknown> = {}): Promise<CallResult> {
    const { structuredContent, content, isError } = await this.client.callTool({ name, arguments: input })
    const pieces = content as CallResult['content'] & { text?: string }[]
    return { told: structuredContent as never, text: pieces[0]?.text ?? '', isError: isError === true, content: pieces }
  }

  /** Calls what needs a token: the person is asked, allows some of it or nothing, and the call is made again. @returns the consent page */
  async letIn(browser: TextBrowser, name: string, input: Record<string, unknown>, allow: readonly string[]): Promise<{ page: Visit; result: CallResult | undefined }> {
    try {
      await this.client.callTool({ name, arguments: input })
      throw new Error(`${name} needed no consent`)
    } catch (cause) {
      if (!(cause instanceof UnauthorizedError)) throw cause
    }
    const page = await browser.get(this.wants!.href.slice(this.#origin.length))
    const action = `${page.path}/${allow.length === 0 ? 'refuse' : 'allow'}`
    const onward = await browser.submit(page, action, allow.length === 0 ? {} : { scope: [...allow] })
    const back = await follow(browser, this.#origin, /<p><a href="([^"]+)"/.exec(onward.html)?.[1]?.replaceAll('&amp;', '&') ?? '')
    if (back === undefined) throw new Error(`nothing came back: ${onward.text.slice(0, 500)}; forms: ${JSON.stringify(formsOf(page.html))}`)
    if (back.searchParams.has('error')) return { page, result: undefined }
    await this.#transport.finishAuth(back.searchParams)
    return { page, result: await this.call(name, input) }
  }

  close() { return this.client.close() }
}

/** From redirect to redirect, until another site. */
async function follow(browser: TextBrowser, origin: string, url: string): Promise<URL | undefined> {
  const at = new URL(url, origin)
  if (at.origin !== origin) return at
  const response = await fetch(at, { redirect: 'manual', headers: { accept: 'text/html', cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
  const location = response.headers.get('location')
  await response.arrayBuffer()
  return location === null ? undefined : follow(browser, origin, location)
}

/** A stream of changes that is held open, as `subscriptions/listen` asks for it. */
export async function listen(origin: string, token?: string): Promise<{ ended: Promise<void>; isOpen(): boolean; close(): void }> {
  const gone = new AbortController()
  const response = await fetch(`${origin}/mcp`, {
    method: 'POST', signal: gone.signal,
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': today, 'mcp-method': 'subscriptions/listen', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'subscriptions/listen', params: {
      notifications: { toolsListChanged: true },
      _meta: { 'io.modelcontextprotocol/protocolVersion': today, 'io.modelcontextprotocol/clientInfo': { name: 'Listener', version: '1' }, 'io.modelcontextprotocol/clientCapabilities': {} },
    } }),
  })
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  const first = new TextDecoder().decode(value)
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw new Error(`no stream: ${response.status} ${first}`)
  let open = true
  const ended = (async () => {
    try {
      while (!(await reader.read()).done);
    } catch { /* cut off */ } finally { open = false }
  })()
  return { ended, isOpen: () => open, close: () => { gone.abort() } }
}
