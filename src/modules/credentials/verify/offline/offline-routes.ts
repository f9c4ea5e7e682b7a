/** The offline verifier and the files it is made of: the same bytes for everyone. */
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import type { Http } from '../../../../kernel/http/http.ts'
import { strict } from '../../../../kernel/schema/schema.ts'
import type { View } from '../../../../web/view.ts'
import { type AppFile, buildApp, type OfflineApp } from './build-app.ts'
import type { Words } from '../../../../../packages/verifier/app/words.ts'
import { offlinePage } from './offline-page.tsx'
import { filesPath, offlinePath, workerPath } from './offline-paths.ts'

const forEver = 'public, max-age=31536000, immutable'

/** @param words gathered when first asked for: most processes never serve them */
export function offlineRoutes(http: Http<View>, words: () => Promise<Words>, name: () => string) {
  let built: Promise<OfflineApp> | undefined
  const offline = () => (built ??= words().then((all) => buildApp(all, name())).catch((cause: unknown) => {
    built = undefined
    throw cause
  }))
  http.page(offlinePath, { who: 'anyone', script: 'app' }, async ({ view }) => offlinePage(view, await offline()))

  const config = { who: 'anyone', kind: 'api', script: 'app' } as const
  http.app.get(`${filesPath}/:file`, { config, schema: { hide: true, params: strict({ file: Type.String({ pattern: '^[\\w.-]+$' }) }) } as never }, async (request, reply) => {
    const found = (await offline()).files.get((request.params as { file: string }).file)
    if (!found) throw new Fault(kernelFaults.notFound)
    return send(reply.header('cache-control', forEver), found)
  })
  // Looked for anew at every visit: it is what brings a new version.
  http.app.get(workerPath, { config, schema: { hide: true } as never }, async (_request, reply) =>
    send(reply.header('cache-control', 'no-cache').header('service-worker-allowed', offlinePath), (await offline()).worker))
}

const send = (reply: FastifyReply, { type, bytes }: AppFile) => reply.type(type).send(bytes)
