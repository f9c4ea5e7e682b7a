/** My documents, and the public check. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import { File } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Identity } from '../identity/index.ts'
import { DocumentsReply, VerificationReply } from './contract.ts'
import { cardRoutes } from './cards/card-routes.ts'
import { deviceApi } from './devices/device-api.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import { exportRoutes } from './export/export-routes.ts'
import type { Credentials, Verification } from './index.ts'
import { issueRoutes } from './issue/issue-routes.ts'
import { documentsPage } from './pages/documents-page.tsx'
import { statusRoutes } from './status/status-routes.ts'
import { holderRoutes } from './holder-routes.ts'
import { officialRoutes } from './official-routes.ts'
import { verifyPage } from './pages/verify-page.tsx'
import type { OpenPresentations } from './present/open-presentations.ts'
import { consoleRoutes } from './present/console-routes.ts'
import { mandateRoutes } from './present/mandate-routes.ts'
import { presentRoutes } from './present/present-routes.ts'
import { enterByWallet, enterConsole, signInRoutes } from './present/sign-in-routes.ts'
import { trustChangeRoutes } from './trust/changes/change-routes.ts'
import { trustRoutes } from './trust/trust-routes.ts'
import { gatherWords } from './verify/offline/gather-words.ts'
import { offlineRoutes } from './verify/offline/offline-routes.ts'

const code = Type.String({ maxLength: 6_000 })

export interface CredentialsRoutes {
  /** Sessions for those who sign in with their wallet. */
  identity: Identity
  /** Public origin; absent in the demonstration, where the request's own host counts. */
  address: string | undefined
  limitAttempts(request: FastifyRequest): Promise<void>
  pack: Pack
  clock: Clock
  wordingIn(tag: string): Wording
  demonstration: boolean
}

export function credentialsRoutes(http: Http<View>, credentials: Credentials, deps: CredentialsRoutes) {
  const originOf = (request: FastifyRequest) => deps.address ?? `${request.protocol}://${request.host}`
  if (credentials.presentations) walletRoutes(http, credentials.presentations, deps)
  trustChangeRoutes(http, { desk: credentials.trustDesk, pack: deps.pack, clock: deps.clock })
  const { trust } = credentials
  if (trust) {
    const { pack, wordingIn, demonstration } = deps
    trustRoutes(http, trust, originOf)
    offlineRoutes(http, async () => ({ ...gatherWords(pack, wordingIn, demonstration), logPolicy: await trust.logPolicy() }), () => wordingIn(pack.defaultLanguage).t('credentials.offline.title'))
  }
  const { issuer } = credentials
  if (issuer) {
    issueRoutes(http, issuer)
    holderRoutes(http, issuer)
    cardRoutes(http, { holds: issuer.holds, rounds: issuer.rounds, holder: issuer.holder, pack: deps.pack })
    officialRoutes(http, issuer, deps.identity)
    deviceRoutes(http, issuer, deps.identity)
    deviceApi(http, issuer, deps.identity, (key) => Object.fromEntries(deps.pack.languages.map(({ tag }) => [tag, deps.wordingIn(tag).t(key)])))
    statusRoutes(http.app, issuer.statusLists, issuer.authorization)
  }

  http.page('/my/documents', { who: 'resident', onBehalf: 'documents' }, async ({ principal, view }) => documentsPage(view, await credentials.list(principal.person)))

  http.page('/my/documents/:file', { who: 'resident', onBehalf: 'documents', params: strict({ file: Type.String({ pattern: '^[0-9a-f-]{36}\\.(?:pdf|jwt)$' }) }) }, async ({ params, principal, request }) => {
    if (params.file.endsWith('.jwt')) {
      const exported = await credentials.export(principal.person, params.file.slice(0, 36), originOf(request))
      return new File(Buffer.from(exported.token), 'application/vc+jwt', { name: `${exported.number}.jwt`, cache: 'private, no-store' })
    }
    const { bytes, number } = await credentials.print(principal.person, params.file.slice(0, 36), `${request.protocol}://${request.host}`)
    return new File(bytes, 'application/pdf', { name: `${number}.pdf`, cache: 'private, no-store' })
  })

  http.page('/verify', { who: 'anyone' }, ({ view }) => verifyPage(view, {}))
  http.page('/verify/:code', { who: 'anyone', params: strict({ code }) }, async ({ params, view }) => verifyPage(view, { result: await credentials.verify(params.code) }))
  http.form('/verify', { who: 'anyone', body: strict({ code }) }, async ({ body, view }) =>
    (body.code.trim() === '' ? verifyPage(view, { missing: true }) : verifyPage(view, { result: await credentials.verify(body.code) })))

  http.api('POST', '/api/verify', { who: 'anyone', body: strict({ code }), summary: 'Check a certificate', tag: 'credentials', reply: { 200: VerificationReply } },
    async ({ body }) => toReply(await credentials.verify(body.code)))

  http.api('GET', '/api/documents', { who: 'resident', onBehalf: 'documents', summary: 'My certificates, with their signed tokens', tag: 'credentials', reply: { 200: DocumentsReply } }, async ({ principal }) => ({
    documents: (await credentials.list(principal.person)).map(({ id, number, service, agency, receipt, issued_at, token }) => ({ id, number, service, agency, receipt, issuedAt: issued_at.toISOString(), token })),
  }))

  exportRoutes(http.app, credentials, originOf, deps.address)
}

function walletRoutes(http: Http<View>, presentations: OpenPresentations, { identity, address, limitAttempts, pack, clock }: CredentialsRoutes) {
  const originOf = (request: FastifyRequest) => address ?? `${request.protocol}://${request.host}`
  const signIn = { presentations, identity, originOf, limitAttempts, pack }
  signInRoutes(http, signIn)
  consoleRoutes(http, presentations, clock)
  mandateRoutes(http, { presentations, identity, originOf, limitAttempts })
  presentRoutes(http, { presentations, secure: identity.secure, originOf, enter: { 'sign-in': (request, released) => enterByWallet(signIn, request, released), console: (request, released) => enterConsole(signIn, request, released) } })
}

function toReply(result: Verification) {
  if (!result.valid) return { valid: false, reason: result.reason, altered: result.altered, certificate: null }
  const { number, service, agency, content, issued_at } = result.certificate
  return {
    valid: true, reason: null, altered: [],
    certificate: { number, service, agency, decidedOn: content.decidedOn, issuedAt: issued_at.toISOString(), facts: content.facts.map(({ name, value }) => ({ name, value })) },
  }
}
