/** Requests of other services: any body, as bytes, because a signature is over bytes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Of one message, with what a channel puts around it. */
const largest = 256 * 1024

/** In a scope of its own, so that no other route takes such bodies. */
export function addWebhook(app: FastifyInstance, path: string, handle: (request: FastifyRequest, body: Buffer, reply: FastifyReply) => Promise<unknown>) {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => { done(null, body) })
    scope.route({
      method: 'POST', url: path, bodyLimit: largest, config: { who: 'anyone', kind: 'webhook' }, schema: { hide: true } as never,
      handler: async (request, reply) => reply.send(await handle(request, request.body instanceof Buffer ? request.body : Buffer.alloc(0), reply)),
    })
  })
}
