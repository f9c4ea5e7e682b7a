/** `POST /api/partners/bundle`: one purpose that a person has authorised, answered by every register of it at once. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { Fault } from '../../../kernel/faults/faults.ts'
import { limitCallers } from '../../../kernel/http/limit-rate.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { View } from '../../../web/view.ts'
import { AccessRefused } from '../../identity/index.ts'
import { grantedFor } from '../authorise/details.ts'
import { BundleQuestion, BundleReply, partnersFaults } from '../contract.ts'
import type { Partners } from '../index.ts'
import { bundlePath } from './bundle-paths.ts'
import { sourcesOf } from './sources.ts'

/** Of one company, from whatever addresses. */
const bundlesPerSecond = 50

export function bundleRoutes({ app }: Http<View>, partners: Partners) {
  const { exchange, pack, identity: { authorization: { access, originOf } } } = partners

  const limit = limitCallers(bundlesPerSecond)

  /** The token, the key that it is bound to, and the company: each asked anew. */
  const callerOf = async (request: FastifyRequest) => {
    const origin = originOf(request)
    const { authorization, dpop } = request.headers
    const found = await access.check({ url: `${origin}${request.url}`, method: request.method, authorization, dpop: typeof dpop === 'string' ? dpop : undefined, audience: `${origin}${bundlePath}` })
    await limit(found.client)
    const partner = await letIn(found.client)
    if (!partners.mayShow(partner, found.person)) throw new Fault(partnersFaults.onlyFictitious)
    return { ...found, partner }
  }
  const letIn = async (id: string) => {
    const partner = await partners.find(id)
    if (!partner || partner.standing === 'cut-off') throw new AccessRefused('invalid_token', access.nextNonce(), 'the company is not let in any more')
    return partner
  }
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { person, partner, details } = await callerOf(request)
    const { purpose, fields } = request.body as Static<typeof BundleQuestion>
    const granted = grantedFor(details, purpose)
    if (!granted) throw new Fault(partnersFaults.notAuthorised)
    const { known, silent, until, flight } = await exchange.bundle({ company: partner.id, person, consent: granted.authorisation, fields, dayLimit: partner.dayLimit })
    const { ended } = exchange.broker
    // Whether it arrived or the connection broke: it can no longer leave.
    if (flight !== undefined) reply.raw.once('close', () => { ended(flight) })
    // The registers took their time: whoever was cut off meanwhile gets nothing.
    await letIn(partner.id)
    return reply.header('dpop-nonce', access.nextNonce()).header('cache-control', 'no-store').send({ purpose, authorisation: granted.authorisation, until, sources: sourcesOf(pack, known), unanswered: silent })
  }

  app.route({
    method: 'POST', url: bundlePath, config: { who: 'anyone', kind: 'api', proves: true },
    schema: { body: BundleQuestion, response: { 200: BundleReply }, summary: 'What a person has authorised a company to receive, with where each value comes from', tags: ['partners'] } as never,
    handler: async (request, reply) => answer(request, reply).catch((cause: unknown) => refuse(cause, reply)),
  })
}

/** RFC 9449 section 7.1; everything else is a problem document like all others. */
function refuse(cause: unknown, reply: FastifyReply) {
  if (!(cause instanceof AccessRefused)) throw cause
  const { code, message, nonce } = cause
  return reply.code(401).header('dpop-nonce', nonce).header('www-authenticate', `DPoP algs="ES256", error="${code}", error_description="${message}"`).send({ error: code, error_description: message })
}
