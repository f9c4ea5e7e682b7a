/** The app's page, and the files it is made of: the same bytes for everyone. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Http } from '../../kernel/http/http.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { ShellFile } from './build-shell.ts'
import type { Wallet } from './index.ts'
import { walletPage } from './pages/wallet-page.tsx'
import { filesPath, walletPath, workerPath } from './wallet-paths.ts'

const forEver = 'public, max-age=31536000, immutable'

export function walletRoutes(http: Http<View>, wallet: Wallet) {
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
  // Looked for anew at every visit: it is what brings a new version.
  app.get(workerPath, { config, schema: { hide: true } as never }, async (request, reply) =>
    sendFile(request, reply.header('cache-control', 'no-cache').header('service-worker-allowed', walletPath), (await wallet.shell()).worker))
}

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, bytes, gzipped }: ShellFile) {
  reply.type(type).header('vary', 'accept-encoding')
  return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(bytes)
}
