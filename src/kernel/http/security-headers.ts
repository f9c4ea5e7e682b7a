import type { FastifyInstance } from 'fastify'

const policy = (script: string) =>
  `default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; ${script}form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/** No script runs anywhere but on the pages of a ceremony in the browser (passkeys, web push), and there only ours from a file. */
const withoutScript = policy('')
const withScript = policy("script-src 'self'; connect-src 'self'; ")

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page carries a script file of ours. */
    script?: boolean
  }
}

export function addSecurityHeaders(app: FastifyInstance, secure: boolean) {
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('content-security-policy', request.routeOptions.config.script ? withScript : withoutScript)
    reply.header('x-content-type-options', 'nosniff')
    // Not `no-referrer`: it would turn the Origin of our own forms into `null`.
    reply.header('referrer-policy', 'same-origin')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
    if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}
