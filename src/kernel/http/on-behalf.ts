/** What one person does in another's place: asked of the mandate when everything else about a request is in order, and told to it when it is over. */
import type { FastifyRequest } from 'fastify'
import type { Log } from '../log/log.ts'
import { inNameOf } from './acting-for.ts'
import type { Representative, Resident } from './principal.ts'

/** An act that mandates name, and the matter it is about. */
export interface Act { act: string; matter?: string }
export type OnBehalf = string | ((request: FastifyRequest) => Act)

/** In whose place a request is worked on, and what to call when that is over. */
export interface Represented { resident: Resident; done(): Promise<void> }

export interface Representing {
  /** Asked by a route that another may use. @throws Fault where the mandate does not allow it now */
  represent?(request: FastifyRequest, representative: Representative, act: Act): Promise<Represented>
  log: Pick<Log, 'warn'>
}

/** Asked after the token and the contract: what is refused for another reason is no use of a mandate. */
export async function workOnBehalf<Answer>(options: Representing, request: FastifyRequest, work: () => Answer | Promise<Answer>): Promise<Answer> {
  const acting = await represented(options, request)
  if (acting) request.principal = acting.resident
  try {
    return await inNameOf(request.principal, work)
  } finally {
    // What cannot be noted as over is waited for until it must be.
    await acting?.done().catch((cause: unknown) => { options.log.warn({ cause: (cause as Error).message }, 'an act for another was not noted as done') })
  }
}

async function represented({ represent }: Representing, request: FastifyRequest): Promise<Represented | undefined> {
  const { principal, routeOptions: { config: { who, onBehalf } } } = request
  if (principal.kind !== 'representative' || who !== 'resident' || onBehalf === undefined || !represent) return undefined
  return represent(request, principal, typeof onBehalf === 'string' ? { act: onBehalf } : onBehalf(request))
}
