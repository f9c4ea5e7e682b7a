/**
 * HTTP for all rooms. A route declares who may call it and its contract; validation, the guard, forgery
 * checks and the shape of faults are the same everywhere. Four kinds of route:
 * `page` (GET, HTML), `form` (POST from a page, answers 303 or the page again), `api` (JSON),
 * `webhook` (POST of another service, as bytes: whoever handles it checks who sent it, and counts it).
 */
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Fault, kernelFaults } from '../faults/faults.ts'
import type { Log } from '../log/log.ts'
import type { PageAnswer } from './answers.ts'
export type { PageAnswer } from './answers.ts'
import { answerFault, type FaultPresenter } from './answer-fault.ts'
import { describeApi } from './describe-api.ts'
import { csrfField, csrfToken, demandOwnOrigin, demandToken } from './guard-origin.ts'
import type { Strikes } from './limit-rate.ts'
import { bodyLimit, parseBodies } from './parse-body.ts'
import { openToPages } from './open-to-pages.ts'
import { type OnBehalf, type Representing, workOnBehalf } from './on-behalf.ts'
import { demandEntry } from './guard-entry.ts'
import { anyone, type Principal, type PrincipalFor, type Who } from './principal.ts'
import { sendAnswer } from './send-answer.ts'
import { addSecurityHeaders, type ScriptUse } from './security-headers.ts'
import { addWebhook } from './webhook.ts'
import { compileValidator, formMark } from './validation.ts'

export interface HttpOptions<View> extends Representing {
  /** Of the API reference. */
  title: string
  version: string
  log: Log
  /** Public origin, `https://…`; absent in the demonstration. */
  address: string | undefined
  trustProxy: boolean | string[]
  csrfKey: Buffer
  authenticate(request: FastifyRequest): Promise<Principal>
  /** Counts a request against the limits of whoever sends it; throws `tooManyRequests`. */
  limit(request: FastifyRequest, principal: Principal): Promise<void>
  /** For paths whose callers prove who they are by a key; without it they are counted as anyone. */
  strikes?: Strikes
  makeView(request: FastifyRequest, principal: Principal, csrf: string): View
  faults: FaultPresenter<View>
}

export interface Declaration<W extends Who, P extends TSchema, Q extends TSchema, B extends TSchema> {
  who: W
  /** Another may do this for a resident under a mandate that covers the act; without it nobody may. */
  onBehalf?: OnBehalf
  /** Also for a resident for whom a letter alone vouches; without it nobody does this who came in so. */
  assurance?: 'low'
  params?: P
  query?: Q
  body?: B
  /** One line for the API reference. */
  summary?: string
  /** Of a form that takes a file (`multipart/form-data`): bytes of all it sends. */
  upload?: number
  /** Of a form into which people put more than into others: bytes of its body, three for each byte of a letter that is none of ASCII. */
  largest?: number
  /** The page carries one of our script files: a ceremony in the browser (passkeys, web push), speech, or the holder's app. */
  script?: ScriptUse
}

export interface ApiDeclaration<W extends Who, P extends TSchema, Q extends TSchema, B extends TSchema> extends Declaration<W, P, Q, B> {
  reply: Record<number, TSchema> // by status: the first is that of success
  summary: string
  tag?: string
  /** Pages of any origin may read the answer. */
  open?: true
}

export interface Call<View, W extends Who, P extends TSchema, Q extends TSchema, B extends TSchema> {
  params: Static<P>
  query: Static<Q>
  body: Static<B>
  principal: PrincipalFor<W>
  view: View
  request: FastifyRequest
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What the table of all routes holds: the generated tests walk it. */
export interface RouteEntry {
  method: Method
  path: string
  kind: 'page' | 'form' | 'api' | 'webhook'
  who: Who
  /** Somebody else may use it for a resident. */
  onBehalf?: OnBehalf
  /** Also for whom a letter alone vouches. */
  assurance?: 'low'
}

export interface Http<View> {
  readonly app: FastifyInstance
  readonly routes: readonly RouteEntry[]
  page<W extends Who, P extends TSchema, Q extends TSchema>(
    path: string, declaration: Declaration<W, P, Q, TSchema>, handle: (call: Call<View, W, P, Q, TSchema>) => Promise<PageAnswer> | PageAnswer): void
  form<W extends Who, P extends TSchema, Q extends TSchema, B extends TSchema>(
    path: string, declaration: Declaration<W, P, Q, B>, handle: (call: Call<View, W, P, Q, B>) => Promise<PageAnswer> | PageAnswer): void
  api<W extends Who, P extends TSchema, Q extends TSchema, B extends TSchema>(
    method: Method, path: string, declaration: ApiDeclaration<W, P, Q, B>,
    handle: (call: Call<View, W, P, Q, B>) => Promise<unknown>): void
  /** @param handle gets the bytes as they came, and gives what is sent back as JSON */
  webhook(path: string, handle: (request: FastifyRequest, body: Buffer) => Promise<unknown>): void
}

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
  }
  interface FastifyContextConfig {
    who?: Who
    onBehalf?: OnBehalf
    assurance?: 'low'
    kind?: RouteEntry['kind']
    /** Whoever calls proves by a key who it is, and its handler counts it: only what is refused counts against the address, which a whole ministry may share. */
    proves?: true
    upload?: number
  }
}

export async function createHttp<View>(options: HttpOptions<View>): Promise<Http<View>> {
  const secure = options.address?.startsWith('https:') === true
  const app = fastify({
    loggerInstance: options.log, logController: new LogController({ disableRequestLogging: true }), trustProxy: options.trustProxy, bodyLimit,
    // What a request has to say goes to the platform's own log: a child of it for each request would serve nobody.
    childLoggerFactory: (logger) => logger,
    forceCloseConnections: true, routerOptions: { ignoreTrailingSlash: true, maxParamLength: 8192 },
    frameworkErrors: (_error, request, reply) => { void fail(new Fault(kernelFaults.brokenText), request, reply) },
    schemaController: { compilersFactory: { buildValidator: () => compileValidator as never } },
  }) as unknown as FastifyInstance
  app.decorateRequest('principal', null as never)
  parseBodies(app)
  addSecurityHeaders(app, secure)
  openToPages(app)
  await describeApi(app, options.title, options.version)
  const routes: RouteEntry[] = []

  const viewOf = (request: FastifyRequest) => {
    const principal = request.principal ?? anyone
    return options.makeView(request, principal, csrfToken(options.csrfKey, principal))
  }
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    answerFault(error, request, reply, options.faults, viewOf, options.log)
  app.setErrorHandler(fail)
  app.setNotFoundHandler(async (request, reply) => {
    request.principal ??= await options.authenticate(request)
    return fail(new Fault(kernelFaults.notFound), request, reply)
  })

  app.addHook('onRequest', async (request, reply) => {
    const { who, kind, proves } = request.routeOptions.config
    const { strikes } = options
    if (proves && strikes) {
      await strikes.demand(request)
      reply.raw.once('finish', () => { if (isStrike(reply.raw.statusCode)) strikes.add(request) })
    }
    if (who === undefined) return
    // A service speaks for many people from one address: its messages are counted by who wrote them.
    if (kind === 'webhook') {
      request.principal = anyone
      return
    }
    request.principal = await options.authenticate(request)
    if (!proves || !strikes) await options.limit(request, request.principal)
    if (kind === 'form' || (kind === 'api' && request.method !== 'GET' && request.headers.cookie !== undefined)) {
      demandOwnOrigin(request, options.address)
    }
    demandEntry(request.routeOptions.config, request.principal, options.represent !== undefined)
  })

  const takeToken = async (request: FastifyRequest) => {
    const body = (request.body ?? {}) as Record<string, unknown>
    demandToken(options.csrfKey, request.principal, body[csrfField])
    delete body[csrfField]
  }

  const callOf = (request: FastifyRequest, view: View) => ({
    params: request.params, query: request.query, body: request.body, principal: request.principal, view, request,
  }) as never

  const workOn = <Answer>(request: FastifyRequest, handle: (call: never) => Answer | Promise<Answer>) => workOnBehalf(options, request, () => handle(callOf(request, viewOf(request))))

  const send = (reply: FastifyReply, answer: PageAnswer) => sendAnswer(reply, answer, secure)

  return {
    app,
    routes,
    page(path, declaration, handle) {
      routes.push({ method: 'GET', path, kind: 'page', ...entryOf(declaration) })
      app.route({
        method: 'GET', url: path, schema: partsOf(declaration, undefined) as never,
        config: configOf(declaration, 'page'),
        handler: async (request, reply) => send(reply, await workOn(request, handle)),
      })
    },
    form(path, declaration, handle) {
      routes.push({ method: 'POST', path, kind: 'form', ...entryOf(declaration) })
      app.route({
        method: 'POST', url: path, schema: partsOf(declaration, formMark) as never,
        config: configOf(declaration, 'form'), preValidation: takeToken, ...(declaration.upload ?? declaration.largest ? { bodyLimit: declaration.upload ?? declaration.largest } : {}),
        handler: async (request, reply) => send(reply, await workOn(request, handle)),
      })
    },
    api(method, path, declaration, handle) {
      if (Object.keys(declaration.reply).length === 0) throw new Error(`${method} ${path}: a reply without a schema does not start`)
      routes.push({ method, path, kind: 'api', ...entryOf(declaration) })
      app.route({
        method, url: path, config: { ...configOf(declaration, 'api'), ...(declaration.open ? { open: true } : {}) },
        schema: {
          ...partsOf(declaration, undefined), response: declaration.reply, summary: declaration.summary,
          ...(declaration.tag ? { tags: [declaration.tag] } : {}),
        } as never,
        handler: async (request, reply) => reply.code(Number(Object.keys(declaration.reply)[0])).send(await workOn(request, handle)),
      })
    },
    webhook(path, handle) {
      routes.push({ method: 'POST', path, kind: 'webhook', who: 'anyone' })
      addWebhook(app, path, handle)
    },
  }
}

/** It was not understood, or nobody known here has sent it. */
const isStrike = (status: number) => status === 400 || status === 401

const entryOf = ({ who, onBehalf, assurance }: Declaration<Who, TSchema, TSchema, TSchema>) => ({ who, ...(onBehalf === undefined ? {} : { onBehalf }), ...(assurance === undefined ? {} : { assurance }) })

const configOf = (declaration: Declaration<Who, TSchema, TSchema, TSchema>, kind: RouteEntry['kind']) =>
  ({ ...entryOf(declaration), kind, ...(declaration.script ? { script: declaration.script } : {}), ...(declaration.upload === undefined ? {} : { upload: declaration.upload }) })

function partsOf(declaration: Declaration<Who, TSchema, TSchema, TSchema>, mark: string | undefined) {
  const { params, query, body } = declaration
  return {
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body: mark ? { ...body, $comment: mark } : body } : {}),
    ...(mark ? { hide: true } : {}),
  }
}
