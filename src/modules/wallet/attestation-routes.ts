/**
 * The word of the house that serves the app (HAIP, wallet attestation): "asked for from a page of ours, for this key". A browser proves neither that the app
 * was not changed nor where its keys lie, and a program can claim to be a page; whoever believes the word believes that much and no more.
 */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { demandOwnOrigin } from '../../kernel/http/guard-origin.ts'
import type { Http } from '../../kernel/http/http.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Authorization } from '../identity/index.ts'
import { ownWalletName } from '../identity/index.ts'
import { attestationPath, clientPath } from './wallet-paths.ts'

const coordinate = Type.String({ pattern: '^[\\w-]{43}$' })
const Asking = strict({
  /** Public, on P-256. */
  key: strict({ kty: Type.Literal('EC'), crv: Type.Literal('P-256'), x: coordinate, y: coordinate }),
  /** To an issuer of another house: whose, is not asked. */
  elsewhere: Type.Boolean(),
})

export function attestationRoutes({ app }: Http<View>, authorization: Pick<Authorization, 'attesters' | 'mayAsk' | 'originOf'>) {
  const { attesters } = authorization
  app.get(attestationPath, { config: { who: 'anyone', kind: 'api', open: true }, schema: { hide: true } as never }, async (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(attesters.keys()))
  app.post(attestationPath, { config: { who: 'anyone', kind: 'api' }, schema: { hide: true, body: Asking } as never }, async (request: FastifyRequest, reply) => {
    const origin = authorization.originOf(request)
    demandOwnOrigin(request, origin)
    if (!(await authorization.mayAsk(request.ip))) throw new Fault(kernelFaults.tooManyRequests, { retryAfter: 60 })
    const { key, elsewhere } = request.body as { key: { kty: 'EC'; crv: string; x: string; y: string }; elsewhere: boolean }
    const attestation = await attesters.attest(origin, elsewhere ? `${origin}${clientPath}` : ownWalletName, key)
    return attestation === undefined ? reply.code(204).send() : reply.send({ attestation })
  })
}
