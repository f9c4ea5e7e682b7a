/** What software of others needs for an exported certificate: the issuer's keys, and which are revoked. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Credentials } from '../index.ts'
import { bitsPath } from './bits-path.ts'
import { didDocument } from './export-certificate.ts'

const number = /^[1-9]\d{0,6}$/

export function exportRoutes(app: FastifyInstance, { keys, exportStatus }: Pick<Credentials, 'keys' | 'exportStatus'>, originOf: (request: FastifyRequest) => string) {
  app.get('/.well-known/jwks.json', { config: { open: true } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(await keys()))
  app.get('/.well-known/did.json', { config: { open: true } }, async (request, reply) =>
    reply.type('application/did+json').header('cache-control', 'public, max-age=300').send(JSON.stringify(didDocument(originOf(request), (await keys()).keys))))
  app.get(`${bitsPath}/:list`, { config: { open: true } }, async (request, reply) => {
    const { list } = request.params as { list: string }
    const token = number.test(list) ? await exportStatus(originOf(request), Number(list)) : undefined
    if (token === undefined) return reply.code(404).send({ error: 'not_found' })
    return reply.type('application/vc+jwt').header('cache-control', 'public, max-age=2').send(token)
  })
}
