/** What wallets call. Any wallet's page may: there are no cookies here, only tokens bound to keys. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '../../../kernel/http/http.ts'
import { AccessRefused } from '../../identity/index.ts'
import type { View } from '../../../web/view.ts'
import { IssueRefused } from './issue-faults.ts'
import { issuePath, issuePaths } from './issue-paths.ts'
import type { Issuer } from './issuer.ts'

export function issueRoutes({ app }: Http<View>, issuer: Issuer) {
  const { authorization } = issuer
  const originOf = (request: FastifyRequest) => authorization.originOf(request)

  const open = async (_request: FastifyRequest, reply: FastifyReply) => { allowEveryone(reply) }
  const route = (method: 'GET' | 'POST', url: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => {
    const config = { who: 'anyone', kind: 'api' } as const
    app.route({ method, url, config, schema: { hide: true } as never, onRequest: open, handler: (request, reply) => answer(request, reply).catch((cause: unknown) => refuse(cause, reply)) })
    app.route({ method: 'OPTIONS', url, config, schema: { hide: true } as never, onRequest: open, handler: async (_request, reply) => reply.code(204).send() })
  }
  const callerOf = (request: FastifyRequest) => {
    const origin = originOf(request)
    const { authorization: header, dpop } = request.headers
    return authorization.access.check({ url: `${origin}${request.url}`, method: request.method, authorization: header, dpop: typeof dpop === 'string' ? dpop : undefined, audience: `${origin}${issuePath}` })
  }

  route('GET', '/.well-known/openid-credential-issuer', async (request, reply) => reply.header('cache-control', 'public, max-age=300').send(issuer.metadata(originOf(request))))

  // The nonce of the next DPoP proof comes along (section 7.2): the wallet asks once.
  route('POST', issuePaths.nonce, async (_request, reply) => reply.header('dpop-nonce', authorization.access.nextNonce()).send({ c_nonce: issuer.nonce() }))

  route('POST', issuePaths.credential, async (request, reply) => {
    const access = await callerOf(request)
    const { issuance, credentials } = await issuer.issue(originOf(request), access, bodyOf(request))
    return reply.header('dpop-nonce', authorization.access.nextNonce()).send({ credentials: credentials.map((credential) => ({ credential })), notification_id: issuance })
  })

  route('GET', '/status/:list', async (request, reply) => {
    const { list } = request.params as { list: string }
    const found = /^[\w-]{22}$/.test(list) ? await issuer.statusLists.read(originOf(request), list) : undefined
    if (!found) return reply.code(404).send({ error: 'not_found' })
    reply.header('etag', found.tag).header('cache-control', 'public, max-age=5').header('vary', 'accept')
    if (request.headers['if-none-match'] === found.tag) return reply.code(304).send()
    return reply.type('application/statuslist+jwt').send(found.jwt)
  })
}

function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new IssueRefused('invalid_credential_request', 'the request is a JSON object')
  return body as Record<string, unknown>
}

function allowEveryone(reply: FastifyReply) {
  reply.header('access-control-allow-origin', '*').header('access-control-allow-headers', 'authorization, content-type, dpop').header('access-control-allow-methods', 'GET, POST')
    .header('access-control-expose-headers', 'dpop-nonce, www-authenticate').header('access-control-max-age', '3600')
}

function refuse(cause: unknown, reply: FastifyReply) {
  if (cause instanceof AccessRefused) {
    const { code, message, nonce } = cause
    return reply.code(401).header('dpop-nonce', nonce).header('www-authenticate', `DPoP algs="ES256", error="${code}", error_description="${message}"`).send({ error: code, error_description: message })
  }
  if (cause instanceof IssueRefused) return reply.code(cause.status).send({ error: cause.code, error_description: cause.message })
  throw cause
}
