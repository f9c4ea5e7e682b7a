/** OpenAPI 3.1 from the routes' own contracts; pages and forms are for people and stay out. */
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { problemSchema } from './answer-fault.ts'

export async function describeApi(app: FastifyInstance, title: string, version: string) {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'maru', description: 'The session of a signed-in resident or official' } },
      },
    },
    transform: ({ schema, url, route }) => {
      const { who, kind } = (route.config ?? {}) as { who?: string; kind?: string }
      if (kind !== 'api') return { schema: { ...schema, hide: true } as FastifySchema, url }
      const security = who === 'anyone' ? [] : [{ session: [] }]
      const response = { ...(schema?.response as Record<string, unknown>), default: { description: 'RFC 9457 problem', content: { 'application/problem+json': { schema: problemSchema } } } }
      return { schema: { ...schema, security, response } as FastifySchema, url }
    },
  })
  app.get('/openapi.json', () => app.swagger())
}
