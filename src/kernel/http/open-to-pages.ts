/**
 * Answers that pages of any origin may read (CORS, Fetch standard section 3.2): wallets and verifiers of others run in browsers too. `*` is never read together
 * with cookies, so nobody learns by it who is signed in here; whatever does not say that it is open stays closed.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages of any origin may read it: it is the same for everyone, or for whoever brings a token. */
    open?: true
  }
}

export function openToPages(app: FastifyInstance) {
  app.addHook('onRoute', ({ url, config }) => {
    if (config?.open && (config.who ?? 'anyone') !== 'anyone') throw new Error(`${url} knows its visitors: no page of another origin may read it`)
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.open) reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'dpop-nonce, retry-after, www-authenticate')
    done()
  })
}

/** To a browser that asks first whether it may send these. */
export const giveLeave = (reply: FastifyReply) => reply.code(204)
  .header('access-control-allow-headers', 'authorization, content-type, dpop').header('access-control-allow-methods', 'GET, POST').header('access-control-max-age', '3600').send()
