/** One mapper from faults to answers: RFC 9457 for programs, a page in the reader's language for people. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { Fault, kernelFaults } from '../faults/faults.ts'
import type { Log } from '../log/log.ts'

export interface FaultPresenter<View> {
  /** A whole page: what happened, what to do. */
  page(view: View, fault: Fault): string
  /** What happened, and what to do next, in the reader's language. */
  texts(view: View, fault: Fault): { title: string; next: string }
}

/** RFC 9457 problem details, with what to do next and where the fault lies. */
export const problemSchema = Type.Object({
  type: Type.String({ description: 'Stable name of the fault, `urn:maru:fault:<room>:<code>`' }),
  title: Type.String({ description: "What happened, in the reader's language" }),
  status: Type.Integer(),
  next: Type.String({ description: 'What to do next' }),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String({ description: 'JSON pointer into what was sent' }), detail: Type.String() }))),
})
export type Problem = Static<typeof problemSchema>

export async function answerFault<View>(
  error: unknown, request: FastifyRequest, reply: FastifyReply, faults: FaultPresenter<View>,
  viewOf: (request: FastifyRequest) => View, log: Log) {
  const fault = asFault(error)
  if (fault.status >= 500) log.error({ err: fault.cause ?? error, route: request.routeOptions.url }, fault.code)
  else log.info({ code: fault.code, pointer: fault.pointer, route: request.routeOptions.url, cause: (fault.cause as Error | undefined)?.message }, 'refused')
  const view = viewOf(request)
  reply.code(fault.status)
  if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter))
  if (wantsPage(request)) {
    if (fault.code === kernelFaults.signInNeeded.code && request.method === 'GET') {
      return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
    }
    return reply.type('text/html; charset=utf-8').serializer(String).send(faults.page(view, fault))
  }
  const { title, next } = faults.texts(view, fault)
  const problem: Problem = {
    type: `urn:maru:fault:${fault.code.replace('.', ':')}`, title, status: fault.status, next,
    ...(fault.pointer === undefined ? {} : { errors: [{ pointer: fault.pointer, detail: title }] }),
  }
  return reply.type('application/problem+json').serializer(JSON.stringify).send(problem)
}

/** Programs ask under `/api/`; a browser sends forms and asks for HTML. */
const wantsPage = (request: FastifyRequest) =>
  !request.url.startsWith('/api/') && (request.headers.accept?.includes('text/html') === true || request.routeOptions.config.kind === 'form')

/** The framework's own refusals, in our words. */
const frameworkFaults: Record<string, (typeof kernelFaults)[keyof typeof kernelFaults]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: kernelFaults.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: kernelFaults.wrongMediaType,
  FST_ERR_CTP_EMPTY_JSON_BODY: kernelFaults.invalidInput,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: kernelFaults.brokenText,
  FST_ERR_BAD_URL: kernelFaults.brokenText,
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const known = frameworkFaults[(error as { code?: string }).code ?? '']
  return new Fault(known ?? (isOutage(error) ? kernelFaults.unavailable : kernelFaults.internal), { cause: error })
}

/** The database is away: admin shutdown, crash recovery, or no connection. The reader is told to come back, and nothing is lost. */
function isOutage(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return /^(57P0[123]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code ?? '') || message === 'Connection terminated unexpectedly'
}
