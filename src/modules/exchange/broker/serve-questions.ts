/** `POST /exchange/questions`: for programs that sign what they send. No session and no cookie; the body stays as it came, byte for byte. */
import type { FastifyInstance } from 'fastify'
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
    scope.post(questionPath, { bodyLimit, config: { proves: true } }, async (request, reply) => {
      // The signature is over the path alone: nothing may come with it that nobody has signed.
      if (request.url !== questionPath) throw new Fault(kernelFaults.notFound)
      const passed = await broker.pass({ method: 'POST', path: request.url, headers: request.headers, body: request.body as Buffer })
      // Whether it arrived or the connection broke: it can no longer leave.
      reply.raw.once('close', () => { broker.ended(passed.id) })
      return reply.headers(passed.headers).send(passed.body)
    })
    done()
  })
}
