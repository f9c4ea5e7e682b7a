/** HTTP of presentations: the person's pages, the wallet's two addresses, the verifier's interface. */
import Type from 'typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SeeOther, readCookie } from '../../../kernel/http/answers.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { Instant, strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { browserCookie, browserCookieName } from './browser-cookie.ts'
import { digitalScript } from './digital-script.ts'
import { codePage } from './pages/code-page.tsx'
import { onwardPage } from './pages/onward-page.tsx'
import { presentPage } from './pages/present-page.tsx'
import { requestPage, requestsPage } from './pages/requests-page.tsx'
import { presentFaults } from './present-faults.ts'
import { mandatePath, presentPath } from './present-paths.ts'
import type { Presentations } from './presentations.ts'
import { type FetchingWallet, readFetchingWallet, WalletUnfit } from './read-fetching-wallet.ts'
import type { Released } from './release-presentation.ts'

export interface PresentRoutes {
  presentations: Presentations
  /** Over TLS. */
  secure: boolean
  originOf(request: FastifyRequest): string
  /** Signs in whoever has shown the mobile ID, or the official's ID. */
  enter: Record<'sign-in' | 'console', (request: FastifyRequest, released: Released) => Promise<SeeOther>>
}

const id = strict({ id: Uuid })
const token = Type.String({ pattern: '^[\\w-]{43}$' })
const templateId = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 80 })

export function presentRoutes(http: Http<View>, { presentations, secure, originOf, enter }: PresentRoutes) {
  const browserOf = (request: FastifyRequest) => readCookie(request.headers.cookie, browserCookieName(secure))

  http.page('/requests', { who: 'anyone' }, async ({ view }) => requestsPage(view, await presentations.templates.list()))
  http.page('/requests/:template', { who: 'anyone', params: strict({ template: templateId }) }, async ({ params, view }) =>
    requestPage(view, await presentations.templates.find(params.template), presentations.types, await presentations.templates.prove(params.template)))

  http.page(`${presentPath}/:id`, { who: 'anyone', params: id, script: true }, async ({ params, view, request }) => presentPage(view, params.id, { ...await presentations.look(params.id, browserOf(request)), digital: await presentations.digital(params.id, browserOf(request)) }, presentations.types))

  http.form(`${presentPath}/:id`, { who: 'anyone', params: id, body: strict({}) }, async ({ params, request }) => {
    const browser = browserOf(request) ?? randomToken()
    if (!(await presentations.take(params.id, browser)) && (await presentations.look(params.id, browser)).state === 'elsewhere') throw new Fault(presentFaults.presentationElsewhere)
    return new SeeOther(`${presentPath}/${params.id}`, [browserCookie(secure, browser)])
  })

  http.app.get(digitalScript.path, (_request, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(digitalScript.source))

  // What it brings stays in this browser: no address carries a code.
  http.form(`${presentPath}/:id/digital`, { who: 'anyone', params: id, body: strict({ response: Type.String({ maxLength: 90_000 }) }) }, async ({ params, body, request, view }) => {
    const browser = browserOf(request)
    const code = await presentations.answerDigital(params.id, browser, body.response)
    return code === undefined ? new SeeOther(`${presentPath}/${params.id}`) : fromForm(view, await goOn(request, params.id, await presentations.releaseByReturn(params.id, browser, code)))
  })

  http.page(`${presentPath}/:id/return`, { who: 'anyone', params: id, query: strict({ response_code: token }) }, async ({ params, query, request }) =>
    goOn(request, params.id, await presentations.releaseByReturn(params.id, browserOf(request), query.response_code)))

  http.page(`${presentPath}/:id/code`, { who: 'anyone', params: id, query: strict({ response_code: token }) }, async ({ params, query, view }) => {
    const { code, template } = await presentations.code(params.id, query.response_code)
    return codePage(view, code, template)
  })

  http.form(`${presentPath}/:id/code`, { who: 'anyone', params: id, body: strict({ code: Type.String({ maxLength: 40 }) }) }, async ({ params, body, request, view }) => {
    const browser = browserOf(request)
    const released = await presentations.releaseByCode(params.id, browser, body.code)
    if (released) return fromForm(view, await goOn(request, params.id, released))
    return presentPage(view, params.id, await presentations.look(params.id, browser), presentations.types, view.t('credentials.present.code-wrong'))
  })

  function goOn(request: FastifyRequest, presentation: string, released: Released): Promise<SeeOther> {
    if (released.consumer === 'sign-in' || released.consumer === 'console') return enter[released.consumer](request, released)
    if (released.consumer === 'mandate') return Promise.resolve(new SeeOther(`${mandatePath}/${presentation}`))
    if (released.returnTo === null) return Promise.resolve(new SeeOther(`${presentPath}/${presentation}`))
    return Promise.resolve(new SeeOther(`${released.returnTo}${released.returnTo.includes('?') ? '&' : '?'}${new URLSearchParams({ presentation, code: released.collectCode }).toString()}`))
  }

  const fromForm = (view: View, next: SeeOther) => (next.location.startsWith('/') ? next : onwardPage(view, next.location))

  walletRoutes()
  verifierRoutes()

  /** For wallets of any origin: they carry no cookie, and what they may fetch is guarded by the secrets in it. */
  function walletRoutes() {
    const config = { who: 'anyone', kind: 'api', open: true } as const
    const give = async (request: FastifyRequest, reply: FastifyReply, wallet?: FetchingWallet) => {
      const { id: presentation, secret } = request.params as { id: string; secret: string }
      return reply.type('application/oauth-authz-req+jwt').send(await presentations.request(presentation, secret, wallet))
    }
    const [url, params] = [`${presentPath}/:id/request/:secret`, strict({ id: Uuid, secret: token })]
    http.app.route({ method: 'GET', url, config, schema: { hide: true, params } as never, handler: (request, reply) => give(request, reply) })
    http.app.route({
      method: 'POST', url, config, schema: { hide: true, params, body: Type.Object({ wallet_nonce: Type.Optional(Type.String({ maxLength: 500 })), wallet_metadata: Type.Optional(Type.String({ maxLength: 20_000 })) }) } as never,
      handler: async (request, reply) => {
        if (!request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw new Fault(kernelFaults.wrongMediaType)
        try {
          return await give(request, reply, readFetchingWallet(request.body as Record<string, unknown>))
        } catch (cause) {
          if (cause instanceof WalletUnfit) return reply.code(400).send({ error: 'invalid_request', error_description: cause.message })
          throw cause
        }
      },
    })
    const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
    http.app.route({
      method: 'POST', url: `${presentPath}/:id/answer`, config,
      schema: { hide: true, params: id, body: Type.Object({ response: text(60_000), error: text(200), error_description: text(2_000), state: text(200) }) } as never,
      handler: async (request, reply) => {
        const outcome = await presentations.answer((request.params as { id: string }).id, request.body as { response?: string; error?: string; state?: string })
        if (outcome.taken) return reply.send({ redirect_uri: outcome.redirectUri })
        if (outcome.reason === 'declined') return reply.send({})
        return reply.code(400).send({ error: 'invalid_request', error_description: outcome.reason })
      },
    })
  }

  function verifierRoutes() {
    const tag = 'presentations'
    http.api('POST', '/api/presentations', { who: 'anyone', body: strict({}), summary: 'Ask a wallet for what your registered request names; send the person to the address you get', tag, reply: { 200: strict({ id: Uuid, url: Type.String() }) } }, async ({ request }) => {
      const key = await presentations.readKey(request.headers.authorization)
      const origin = originOf(request)
      const started = await presentations.start({ template: key.template, consumer: 'api', origin, returnTo: key.returnTo })
      return { id: started, url: `${origin}${presentPath}/${started}` }
    })

    const Shown = strict({
      credentials: Type.Record(Type.String(), strict({
        issuer: Type.String(), claims: Type.Record(Type.String(), Type.Unknown()),
        statusAsOf: Type.Union([Instant, Type.Null()], { description: 'What the list of revoked credentials knew then; null: its issuer keeps none' }),
        statusStale: Type.Boolean({ description: 'A newer list is due and could not be had' }),
      })),
    })
    http.api('POST', '/api/presentations/:id/collect', { who: 'anyone', params: id, body: strict({ code: token }), summary: 'What was shown, once, for the code that the person came back with', tag, reply: { 200: Shown } }, async ({ params, body, request }) => {
      const { credentials } = await presentations.collect(await presentations.readKey(request.headers.authorization), params.id, body.code)
      return { credentials }
    })

    http.api('GET', '/api/requests', { who: 'anyone', open: true, summary: 'Every registered request: who may ask people for what, why, and under which law', tag, reply: { 200: strict({ requests: Type.Array(Type.Unknown()) }) } }, async () => ({
      requests: (await presentations.templates.list()).map(({ template, entry, registeredAt, registeredBy }) => ({ ...template, agencyName: presentations.agencyName(template.agency), entry, registeredAt: registeredAt.toISOString(), registeredBy })),
    }))
  }
}
