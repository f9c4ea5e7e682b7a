/** The Model Context Protocol over HTTP, without sessions: who may call is asked here, and what a client must know to get a token is told here. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { View } from '../../../web/view.ts'
import type { Authorization } from '../../identity/index.ts'
import { authorizeCall, isChallenge, mcpPath, metadataPath } from './guard/authorize-call.ts'
import { demandKnownHost } from './guard/demand-known-host.ts'
import { begun } from './guard/while-let-in.ts'
import { calledTools } from './guard/read-message.ts'
import { scopes } from './policies.ts'
import type { Handler } from './serve/open-handler.ts'
import { sendWebResponse, toWebRequest } from './serve/to-web.ts'
import type { Caller } from './tools/tool.ts'

export interface McpDoor {
  authorization: Pick<Authorization, 'originOf' | 'bearer'>
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  /** Counts a call that is made for a person; throws `tooManyRequests`. */
  limit(caller: Caller): Promise<void>
  /** Asked for with the first call: most houses are asked by people alone, and the library with its schemas takes memory. */
  openHandler(): Promise<Handler>
}

export function openMcpDoor(http: Pick<Http<View>, 'app'>, { authorization, address, limit, openHandler }: McpDoor) {
  let opened: Promise<Handler> | undefined
  http.app.addHook('onClose', async () => (await opened)?.close())

  const metadata = (request: FastifyRequest) => {
    const origin = authorization.originOf(request)
    return { resource: `${origin}${mcpPath}`, authorization_servers: [origin], scopes_supported: scopes, bearer_methods_supported: ['header'], resource_name: 'Maru', resource_documentation: `${origin}/my/agents` }
  }
  for (const url of [metadataPath, '/.well-known/oauth-protected-resource']) {
    http.app.route({ method: 'GET', url, schema: { hide: true } as never, config: { who: 'anyone', kind: 'api', open: true }, handler: async (request, reply) => reply.send(metadata(request)) })
  }

  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    demandKnownHost(request, address)
    const origin = authorization.originOf(request)
    const body = typeof request.body === 'string' ? request.body : undefined
    const authorize = () => authorizeCall(authorization.bearer, { origin, authorization: request.headers.authorization, tools: body === undefined ? [] : calledTools(body) })
    const caller = await authorize()
    if (isChallenge(caller)) return reply.code(caller.status).header('www-authenticate', caller.header).send({ error: caller.error ?? 'authorization_required' })
    if (caller) await limit(caller)
    const web = toWebRequest(request, reply, `${origin}${mcpPath}`, body)
    const handler = await (opened ??= openHandler())
    const answer = await begun(await handler.fetch(web, caller === undefined ? {} : { authInfo: { token: '', clientId: caller.client, scopes: [...caller.scopes], extra: { caller } } }))
    if (caller === undefined) return sendWebResponse(reply, answer)
    // What the person has ended while it was being answered is not handed over any more.
    const after = await authorize()
    if (isChallenge(after)) {
      await answer.body?.cancel()
      return reply.code(after.status).header('www-authenticate', after.header).send({ error: after.error ?? 'authorization_required' })
    }
    return sendWebResponse(reply, answer, async () => !isChallenge(await authorize()))
  }
  void http.app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, next) => { readText(body as Buffer, next) })
    scope.route({ method: ['GET', 'POST', 'DELETE'], url: mcpPath, exposeHeadRoute: false, schema: { hide: true } as never, config: { who: 'anyone', kind: 'api' }, handler: serve })
    done()
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The protocol's server says what is wrong with a message; what is no text reaches nobody. */
function readText(body: Buffer, next: (error: Error | null, text?: string) => void) {
  let text: string
  try {
    text = utf8.decode(body)
  } catch (cause) {
    next(new Fault(kernelFaults.brokenText, { cause }))
    return
  }
  next(null, text)
}
