/** What software of others needs for an exported certificate: the issuer's keys, their history, and which certificates are revoked. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Credentials } from '../index.ts'
import { bitsPath } from './bits-path.ts'
import { didOf, documentOf } from './did-document.ts'

const number = /^[1-9]\d{0,6}$/

export function exportRoutes(app: FastifyInstance, { keys, didKeys, exportStatus, history }: Pick<Credentials, 'keys' | 'didKeys' | 'exportStatus' | 'history'>, originOf: (request: FastifyRequest) => string, address: string | undefined) {
  // Without an address of its own the platform goes by the name it is called by; a history is kept of those alone that nobody can make up.
  const keepsHistory = (origin: string) => origin === address || (address === undefined && ['localhost', '127.0.0.1'].includes(new URL(origin).hostname))
  app.get('/.well-known/jwks.json', { config: { open: true } }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(await keys()))
  app.get('/.well-known/did.json', { config: { open: true } }, async (request, reply) => {
    const origin = originOf(request)
    // The plain name is answered also while the history, or its witnesses, are away.
    const known = await readHistory(origin).catch(() => undefined)
    return reply.type('application/did+json').header('cache-control', 'public, max-age=300').send(JSON.stringify({ ...documentOf(didOf(origin), await didKeys()), ...(known ? { alsoKnownAs: [known.did] } : {}) }))
  })
  const readHistory = async (origin: string) => (history && keepsHistory(origin) ? history.read(origin) : undefined)
  for (const [file, type, of] of [['did.jsonl', 'text/jsonl', 'log'], ['did-witness.json', 'application/json', 'witness']] as const) {
    app.get(`/.well-known/${file}`, { config: { open: true } }, async (request, reply) => {
      const published = await readHistory(originOf(request))
      if (!published) return reply.code(404).send({ error: 'not_found' })
      return reply.type(type).header('cache-control', 'public, max-age=5').send(published[of])
    })
  }
  app.get(`${bitsPath}/:list`, { config: { open: true } }, async (request, reply) => {
    const { list } = request.params as { list: string }
    const token = number.test(list) ? await exportStatus(originOf(request), Number(list)) : undefined
    if (token === undefined) return reply.code(404).send({ error: 'not_found' })
    return reply.type('application/vc+jwt').header('cache-control', 'public, max-age=2').send(token)
  })
}
