/** Anyone who is told “I act for somebody” has it shown here: one registered request among others, whose answer is read out in words. */
import type { FastifyRequest } from 'fastify'
import { readCookie, SeeOther } from '../../../kernel/http/answers.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../../identity/index.ts'
import { mandateType } from '../issue/credential-types.ts'
import { browserCookie, browserCookieName } from './browser-cookie.ts'
import type { OpenPresentations } from './open-presentations.ts'
import { askMandatePage, mandateShownPage } from './pages/mandate-pages.tsx'
import { mandatePath, presentPath } from './present-paths.ts'
import type { RequestTemplate } from './request-template.ts'

export interface MandateRoutes {
  presentations: OpenPresentations
  identity: Pick<Identity, 'secure' | 'mandates'>
  originOf(request: FastifyRequest): string
  limitAttempts(request: FastifyRequest): Promise<void>
}

const requestOf = (pack: Pack): RequestTemplate => {
  const type = mandateType(pack)
  const template = pack.requests.find(({ asks }) => asks.length === 1 && asks[0]!.credential === type?.id)
  if (!template) throw new Fault(kernelFaults.notFound)
  return template
}

export function mandateRoutes(http: Http<View>, { presentations, identity: { secure, mandates }, originOf, limitAttempts }: MandateRoutes) {
  const browserOf = (request: FastifyRequest) => readCookie(request.headers.cookie, browserCookieName(secure))

  http.page(mandatePath, { who: 'anyone' }, ({ view }) => askMandatePage(view, requestOf(view.pack), presentations.types))

  http.form(mandatePath, { who: 'anyone', body: strict({}) }, async ({ request, view }) => {
    await limitAttempts(request)
    const browser = browserOf(request) ?? randomToken()
    const id = await presentations.start({ template: requestOf(view.pack).id, consumer: 'mandate', origin: originOf(request), browser })
    return new SeeOther(`${presentPath}/${id}`, [browserCookie(secure, browser)])
  })

  // Asked once more at this moment: lists may be minutes old, the mandate's own room is not. Whatever is not known is refused.
  http.page(`${mandatePath}/:id`, { who: 'anyone', params: strict({ id: Uuid }) }, async ({ params: { id }, request, view }) => {
    const shown = await presentations.shown(id, browserOf(request))
    const holder = await presentations.holderOf(originOf(request), shown)
    const claims = shown.credentials[mandateType(view.pack)?.id ?? '']?.claims
    if (!holder || holder.mandate === null || holder.person === null || !claims) return mandateShownPage(view, { refused: view.t('credentials.acting.unknown') })
    try {
      const { row, done } = await mandates.use({ mandate: holder.mandate, actor: holder.person, act: 'show', matter: id, reads: true })
      await done()
      return mandateShownPage(view, { claims, kind: row.kind, uses: row.uses_allowed })
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause
      return mandateShownPage(view, { refused: view.t(cause.textKey, cause.values) })
    }
  })
}
