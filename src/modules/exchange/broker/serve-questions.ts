/** `POST /exchange/questions`: for programs that sign what they send. No session and no cookie; the body stays as it came, byte for byte. */
import type { FastifyInstance } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { questionPath } from '../protocol/question.ts'
import type { Passed } from './pass-question.ts'
import type { SignedRequest } from '../protocol/signatures.ts'

export interface Broker {
  pass(request: SignedRequest): Promise<Passed>
  ended(id: string): void
}

/** A question of fifty fields is below. */
const bodyLimit = 16 * 1024

export function serveQuestions(app: FastifyInstance, broker: Broker) {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => { parsed(null, body) })
    scope.post(questionPath, { bodyLimit }, async (request, reply) => {
      const passed = await broker.pass({ method: 'POST', path: request.url, headers: request.headers, body: request.body as Buffer })
      // Whether it arrived or the connection broke: it can no longer leave.
      reply.raw.once('close', () => { broker.ended(passed.id) })
      return reply.headers(passed.headers).send(passed.body)
    })
    done()
  })
}

/** Questions a second of one requester; a noisy one costs the others nothing. */
export function limitRequesters(perSecond: number): (requester: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 })
  return async (requester) => {
    try {
      await limiter.consume(requester)
    } catch (cause) {
      throw new Fault(kernelFaults.tooManyRequests, { retryAfter: cause instanceof RateLimiterRes ? Math.ceil(cause.msBeforeNext / 1_000) : 1 })
    }
  }
}
