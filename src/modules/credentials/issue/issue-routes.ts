/** What wallets call. Any wallet's page may: there are no cookies here, only tokens bound to keys. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '../../../kernel/http/http.ts'
import { giveLeave } from '../../../kernel/http/open-to-pages.ts'
import type { View } from '../../../web/view.ts'
import { AccessRefused } from '../../identity/index.ts'
import { deferredTimes } from './deferred.ts'
import { type AnswerEncryption, encryptAnswer, readEncryption } from './encryption.ts'
import type { Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'
import { issuePaths, issuerResource } from './issue-paths.ts'
import type { Asking, Issuer, Later } from './issuer.ts'

type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

export function issueRoutes({ app }: Http<View>, issuer: Issuer) {
  void app.register((scope, _options, done) => {
    // Encrypted requests (section 10) come as text.
    scope.addContentTypeParser('application/jwt', { parseAs: 'string' }, (_request, body, next) => { next(null, body) })
    openIssueRoutes(scope, issuer)
    done()
  })
}

function openIssueRoutes(app: FastifyInstance, issuer: Issuer) {
  const { authorization } = issuer
  const originOf = (request: FastifyRequest) => authorization.originOf(request)
  const route = (method: 'GET' | 'POST', url: string, answer: Answering) => {
    const config = { who: 'anyone', kind: 'api', open: true } as const
    app.route({ method, url, config, schema: { hide: true } as never, handler: (request, reply) => answer(request, reply).catch((cause: unknown) => refuse(cause, reply)) })
    app.route({ method: 'OPTIONS', url, config, schema: { hide: true } as never, handler: async (_request, reply) => giveLeave(reply) })
  }
  const callerOf = (request: FastifyRequest) => {
    const origin = originOf(request)
    const { authorization: header, dpop } = request.headers
    return authorization.access.checkHolder({ url: `${origin}${request.url}`, method: request.method, authorization: header, dpop: typeof dpop === 'string' ? dpop : undefined, audience: `${origin}${issuerResource}` })
  }
  const readAsking = async (request: FastifyRequest): Promise<Asking & { encryption: AnswerEncryption | undefined }> => {
    const access = await callerOf(request)
    const secret = typeof request.body === 'string'
    const body = objectOf(secret ? await issuer.openRequest(request.body as string) : request.body)
    return { origin: originOf(request), access, request: body, encryption: readEncryption(body['credential_response_encryption'], secret) }
  }
  const give = async (reply: FastifyReply, outcome: Issued | Later, encryption: AnswerEncryption | undefined) => {
    reply.header('dpop-nonce', authorization.access.nextNonce())
    const later = 'transaction' in outcome
    const answer = later ? { transaction_id: outcome.transaction, interval: deferredTimes.interval } : { credentials: outcome.credentials.map((credential) => ({ credential })), notification_id: outcome.issuance }
    reply.code(later ? 202 : 200)
    return encryption ? reply.type('application/jwt').send(await encryptAnswer(encryption, answer)) : reply.send(answer)
  }

  route('GET', '/.well-known/openid-credential-issuer', async (request, reply) => {
    reply.header('cache-control', 'public, max-age=300').header('vary', 'accept')
    if (request.headers.accept?.includes('application/jwt')) return reply.type('application/jwt').send(await issuer.signedMetadata(originOf(request)))
    return reply.send(await issuer.metadata(originOf(request)))
  })

  // The nonce of the next DPoP proof comes along (section 7.2): the wallet asks once.
  route('POST', issuePaths.nonce, async (_request, reply) => reply.header('dpop-nonce', authorization.access.nextNonce()).send({ c_nonce: issuer.nonce() }))

  route('POST', issuePaths.credential, async (request, reply) => {
    const asking = await readAsking(request)
    return give(reply, await issuer.issue(asking), asking.encryption)
  })

  route('POST', issuePaths.deferred, async (request, reply) => {
    const asking = await readAsking(request)
    return give(reply, await issuer.issueDeferred(asking), asking.encryption)
  })

  route('POST', issuePaths.notification, async (request, reply) => {
    const { access, request: told } = await readAsking(request)
    await issuer.notify(access, told)
    return reply.code(204).send()
  })
}

function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new IssueRefused('invalid_credential_request', 'the request is a JSON object')
  return body as Record<string, unknown>
}

function refuse(cause: unknown, reply: FastifyReply) {
  if (cause instanceof AccessRefused) {
    const { code, message, nonce } = cause
    return reply.code(401).header('dpop-nonce', nonce).header('www-authenticate', `DPoP algs="ES256", error="${code}", error_description="${message}"`).send({ error: code, error_description: message })
  }
  if (cause instanceof IssueRefused) return reply.code(cause.status).send({ error: cause.code, error_description: cause.message })
  throw cause
}
