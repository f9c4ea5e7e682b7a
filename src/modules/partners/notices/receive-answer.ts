/** `POST /api/partners/acknowledgements`: a company says under its signature what it has done (pushed as in RFC 8935). */
import type { FastifyReply } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import { limitCallers } from '../../../kernel/http/limit-rate.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { addWebhook } from '../../../kernel/http/webhook.ts'
import type { View } from '../../../web/view.ts'
import type { Partners } from '../index.ts'
import type { Partner } from '../registry/partners.ts'
import { type Acknowledged, AnswerRefused, digestOf, readAnswer, verifyAnswer } from './read-answer.ts'

export const answerPath = '/api/partners/acknowledgements'

/** Of one company: each may make the platform fetch its keys. */
const answersPerSecond = 20
const longest = 8 * 1024

export function answerRoutes({ app }: Http<View>, partners: Partners) {
  const limit = limitCallers(answersPerSecond)
  const receive = async (token: string) => {
    if (token.length > longest) throw new AnswerRefused('invalid_request', 'It is longer than any answer is.')
    const { company, audience, said } = readAnswer(token, new Date())
    const partner = await partners.find(company)
    const open = partner && await find(partners, partner, said)
    // Another company's notice is as unknown as none, and so is a company that does not exist.
    if (!partner || !open) throw new AnswerRefused('invalid_request', 'This company was sent no such notice.')
    if (audience !== open.issuer) throw new AnswerRefused('invalid_audience', `The answer is for ${audience}, and the notice was from ${open.issuer}.`)
    if (said.digest !== digestOf(open.claims)) throw new AnswerRefused('invalid_request', 'The digest is not that of the notice: SHA-256 of the second part of the token, base64url.')
    // The same answer again says nothing new.
    if (open.token === token) return
    if (open.token !== null) throw new AnswerRefused('invalid_request', 'This notice has been answered.')
    await limit(partner.id)
    const key = await verifyAnswer(token, await keysOf(partners, partner))
    if (!(await open.keep({ ...said, token, key }))) throw new AnswerRefused('invalid_request', 'This notice has been answered.')
  }
  addWebhook(app, answerPath, async (_request, body, reply) => receive(body.toString('latin1')).then(() => { void reply.code(202) }, (cause: unknown) => refuse(cause, reply)))
}

/** Section 2.3 of RFC 8935. */
function refuse(cause: unknown, reply: FastifyReply) {
  if (!(cause instanceof AnswerRefused)) throw cause
  void reply.code(400)
  return { err: cause.code, description: cause.message }
}

async function find({ exchange, trials }: Partners, { id }: Partner, { notice }: Acknowledged) {
  const trial = await trials.sent(id, notice)
  const sent = trial ?? await exchange.companies.sent(id, notice)
  if (!sent) return undefined
  const { iss: issuer } = JSON.parse(sent.claims) as { iss: string }
  return { ...sent, issuer, keep: (answer: Acknowledged & { token: string; key: object }) => (trial ? trials.keepAnswer(id, answer) : exchange.companies.keepAnswer(id, notice, answer)) }
}

/** Those it signs its requests with; replaced ones for as long as they still open. */
async function keysOf({ keysOf: registered, identity }: Partners, partner: Partner): Promise<JSONWebKeySet> {
  const keys = registered(partner)
  if ('jwks' in keys) return { keys: [...keys.jwks.keys] }
  try {
    const found = await (await identity.authorization.fetchDocument(keys.jwksUri)).json() as Partial<JSONWebKeySet> | null
    if (!Array.isArray(found?.keys)) throw new Error('no keys')
    return { keys: found.keys }
  } catch {
    throw new AnswerRefused('invalid_key', 'The keys of this company could not be read at their address. Send the answer again when they can.')
  }
}
