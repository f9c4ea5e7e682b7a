/** Hands the protocol's paths to the library as they came: unread, and under the name that the platform has. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { dropUnknown } from './attestation/drop-unknown.ts'
import type { Authorization } from './authorization.ts'
import { protocolPaths, routes } from './protocol-paths.ts'

export function protocolRoutes(app: FastifyInstance, authorization: Authorization) {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    // The library reads the body itself.
    scope.addContentTypeParser('*', (_request, _payload, next) => { next(null) })
    for (const [url, ...methods] of protocolPaths) {
      scope.route({ method: [...methods], url, exposeHeadRoute: false, schema: { hide: true } as never, config: { who: 'anyone', kind: 'api', ...(proving.has(url) ? { proves: true } : {}) }, handler: async (request, reply) => hand(authorization, request, reply) })
    }
    done()
  })
}

/** A client authenticates there, or redeems what a person gave it. */
const proving = new Set<string>([routes.pushed_authorization_request, routes.token, routes.revocation])

async function hand(authorization: Authorization, request: FastifyRequest, reply: FastifyReply) {
  if (request.routeOptions.url === routes.registration && request.method === 'POST' && !(await authorization.mayAsk(request.ip))) throw new Fault(kernelFaults.tooManyRequests, { retryAfter: 60 })
  const origin = authorization.originOf(request)
  const provider = await authorization.providerAt(origin)
  const { host, protocol } = new URL(origin)
  const { raw } = request
  await dropUnknown(raw.headers, authorization.attesters)
  raw.headers.host = host
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  raw.headers['x-forwarded-for'] = request.ip
  delete raw.headers['x-forwarded-host']
  for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value)
  reply.hijack()
  await handlerOf(provider)(raw, reply.raw)
}

const handlers = new WeakMap<Provider, ReturnType<Provider['callback']>>()

/** The library composes its steps anew each time it is asked for them. */
function handlerOf(provider: Provider) {
  const known = handlers.get(provider) ?? provider.callback()
  handlers.set(provider, known)
  return known
}

/** What these answers show is an error, or a form of one button. */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
}
