/** The app's page, and the files it is made of: the same bytes for everyone. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Http } from '../../kernel/http/http.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Authorization } from '../identity/index.ts'
import { attestationRoutes } from './attestation-routes.ts'
import type { ShellFile } from './build-shell.ts'
import type { Wallet } from './index.ts'
import { walletPage } from './pages/wallet-page.tsx'
import { clientPath, filesPath, walletPath, workerPath } from './wallet-paths.ts'

const forEver = 'public, max-age=31536000, immutable'

export function walletRoutes(http: Http<View>, wallet: Wallet, authorization: Pick<Authorization, 'attesters' | 'mayAsk' | 'originOf'>) {
  // Links of issuers and verifiers carry what they have to say in the query; only the app reads it.
  http.page(walletPath, { who: 'anyone', script: 'app', query: Type.Record(Type.String(), Type.String({ maxLength: 8_192 })) }, async ({ view }) => walletPage(view, await wallet.shell()))

  const config = { who: 'anyone', kind: 'api', script: 'app' } as const
  const { app } = http
  app.get(`${filesPath}/:file`, { config, schema: { hide: true, params: strict({ file: Type.String({ pattern: '^[\\w.-]+$' }) }) } as never }, async (request, reply) => {
    const { file } = request.params as { file: string }
    const found = (await wallet.shell()).files.get(file)
    if (!found) throw new Fault(kernelFaults.notFound)
    return sendFile(request, reply.header('cache-control', forEver), found)
  })
  app.get(clientPath, { config: { who: 'anyone', kind: 'api', open: true }, schema: { hide: true } as never }, async (request, reply) => reply.type('application/json').send(describeClient(authorization.originOf(request))))
  attestationRoutes(http, authorization)
  // Looked for anew at every visit: it is what brings a new version.
  app.get(workerPath, { config, schema: { hide: true } as never }, async (request, reply) =>
    sendFile(request, reply.header('cache-control', 'no-cache').header('service-worker-allowed', walletPath), (await wallet.shell()).worker))
}

/** RFC 7591 section 2 */
const describeClient = (origin: string) => ({
  client_id: `${origin}${clientPath}`, client_name: `Maru (${new URL(origin).host})`, redirect_uris: [`${origin}${walletPath}`], application_type: 'web', token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], dpop_bound_access_tokens: true, require_pushed_authorization_requests: true,
})

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, bytes, gzipped }: ShellFile) {
  reply.type(type).header('vary', 'accept-encoding')
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(bytes)
}
