/** Status lists for everybody, in the form that is asked for; kept by whoever fetches them for seconds, and told apart by a tag. */
import type { FastifyInstance } from 'fastify'
import type { Authorization } from '../../identity/index.ts'
import type { StatusLists } from './publish-list.ts'

const binary = 'application/statuslist+cwt'

const listId = /^[\w-]{22}$/

export function statusRoutes(app: FastifyInstance, lists: StatusLists, authorization: Pick<Authorization, 'originOf'>) {
  app.route({
    method: 'GET', url: '/status/:list', config: { who: 'anyone', kind: 'api', open: true }, schema: { hide: true } as never,
    async handler(request, reply) {
      const { list } = request.params as { list: string }
      const found = listId.test(list) ? await lists.read(authorization.originOf(request), list) : undefined
      if (!found) return reply.code(404).send({ error: 'not_found' })
      const asBinary = request.headers.accept?.includes(binary) === true
      const tag = asBinary ? found.tag.replace(/"$/, '-cwt"') : found.tag
      reply.header('etag', tag).header('cache-control', 'public, max-age=5').header('vary', 'accept')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return asBinary ? reply.type(binary).send(found.cwt) : reply.type('application/statuslist+jwt').send(found.jwt)
    },
  })  // For whoever wants to know that nobody is shown another list: the entry is made of the list's own bits.
  app.get('/status/:list/proof', { config: { who: 'anyone', kind: 'api', open: true }, schema: { hide: true } as never }, async (request, reply) => {
    const { list } = request.params as { list: string }
    const proven = listId.test(list) ? await lists.prove(authorization.originOf(request), list) : undefined
    return proven ? reply.header('cache-control', 'public, max-age=5').send(proven) : reply.code(404).send({ error: 'not_found' })
  })
}
