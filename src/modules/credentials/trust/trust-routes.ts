/** For verifiers of every kind, without asking who they are. */
import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../kernel/http/http.ts'
import type { View } from '../../../web/view.ts'
import type { TrustPublisher } from './trust-publisher.ts'

export function trustRoutes({ app }: Http<View>, trust: TrustPublisher, originOf: (request: FastifyRequest) => string) {
  const options = { config: { who: 'anyone', kind: 'api', open: true }, schema: { hide: true } as never } as const
  const fresh = 'public, max-age=5'
  app.get('/trust/bundle', options, async (request, reply) => {
    const bundle = await trust.bundle(originOf(request))
    return reply.header('cache-control', fresh).type('application/cose; cose-type="cose-sign1"').send(bundle)
  })
  app.get('/trust/keys', options, async (_request, reply) => reply.header('cache-control', fresh).send(await trust.keys()))
  app.get('/trust/list', options, async (request, reply) => {
    const list = await trust.list(originOf(request))
    return reply.header('cache-control', fresh).type('application/jwt').send(list)
  })
}
