import type { FastifyInstance } from 'fastify'

const policy = (script: string) =>
  `default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; ${script}form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/** No script runs anywhere but on the pages of a ceremony in the browser (passkeys, web push), where people may speak, and in the holder's app, and there only ours from a file. */
const withoutScript = policy('')
const withScript = policy("script-src 'self'; connect-src 'self'; ")
/** The holder's app speaks with issuers and verifiers that nobody here has heard of; on a machine of one's own also without TLS. */
const asApp = (secure: boolean) => policy(`script-src 'self'; connect-src 'self' https:${secure ? '' : ' http://localhost:*'}; worker-src 'self'; manifest-src 'self'; `)

/** What a page may do in the browser: nothing, run a script of ours, one that listens to whoever lets it, or be an app that works alone. */
export type ScriptUse = boolean | 'voice' | 'app'

const noDevices = 'camera=(), geolocation=(), microphone=(), payment=()'
/** The app reads QR codes. */
const devices = { app: noDevices.replace('camera=()', 'camera=(self)'), voice: noDevices.replace('microphone=()', 'microphone=(self)') }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page carries a script file of ours. */
    script?: ScriptUse
  }
}

export function addSecurityHeaders(app: FastifyInstance, secure: boolean) {
  const policies = { none: withoutScript, script: withScript, app: asApp(secure) }
  app.addHook('onSend', (request, reply, payload, done) => {
    const { script, open } = request.routeOptions.config
    reply.header('content-security-policy', policies[script === 'app' ? 'app' : script ? 'script' : 'none'])
    reply.header('x-content-type-options', 'nosniff')
    // Not `no-referrer`: it would turn the Origin of our own forms into `null`.
    reply.header('referrer-policy', 'same-origin')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', open ? 'cross-origin' : 'same-origin')
    reply.header('permissions-policy', typeof script === 'string' ? devices[script] : noDevices)
    if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}
