/** Whom a resident trusts to say who they are, who trusts them, and what they are asked to say. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../index.ts'
import { proveAgainPage } from '../mandates/pages/grant-page.tsx'
import { trustedOfferPage, trustedPage } from './pages/trusted-page.tsx'
import { wordPage } from './pages/word-page.tsx'

export interface TrustedRoutes {
  identity: Identity
  limitAttempts(request: FastifyRequest): Promise<void>
}

/** Whom one trusts opens everything: whoever names them has shown who they are within these milliseconds. */
const fresh = 10 * 60_000
const code = Type.String({ maxLength: 40 })

export function trustedRoutes(http: Http<View>, { identity, limitAttempts }: TrustedRoutes) {
  const { trusted, sessions } = identity
  /** A mistake of whoever types, to be put right at the field. */
  const textOf = (view: View, cause: unknown) => {
    if (cause instanceof Fault && cause.status < 500 && cause.code.startsWith('identity.')) return view.t(cause.textKey, cause.values)
    throw cause
  }

  http.page('/my/trusted', { who: 'resident' }, async ({ principal, view }) => trustedPage(view, await trusted.list(principal.person)))

  http.form('/my/trusted', { who: 'resident', body: strict({ name: Type.Optional(Type.String({ maxLength: 80 })) }) }, async ({ body, principal, request, view }) => {
    if ((await sessions.proof(identity.tokenOf(request))).since >= fresh) return proveAgainPage(view, { back: '/my/trusted', next: '/my/trusted', lead: 'trusted.prove' })
    const name = (body.name ?? '').trim()
    const again = async (text: string) => trustedPage(view, { ...await trusted.list(principal.person), typed: { name }, errors: [{ field: 'name', text }] })
    if (name === '') return again(view.t('trusted.name-missing'))
    try {
      const given = await trusted.name({ id: principal.person, name: principal.name }, name)
      return trustedPage(view, { ...await trusted.list(principal.person), given: { ...given, name } })
    } catch (cause) {
      return again(textOf(view, cause))
    }
  })

  http.form('/my/trusted/accept', { who: 'resident', body: strict({ code: Type.Optional(code) }) }, async ({ body, principal, request, view }) => {
    const typed = (body.code ?? '').trim()
    const again = async (text: string) => trustedPage(view, { ...await trusted.list(principal.person), typed: { code: typed }, errors: [{ field: 'code', text }] })
    if (typed === '') return again(view.t('mandates.accept.missing'))
    await limitAttempts(request)
    try {
      return trustedOfferPage(view, { offer: await trusted.offer({ id: principal.person, name: principal.name }, typed), code: typed })
    } catch (cause) {
      return again(textOf(view, cause))
    }
  })

  http.form('/my/trusted/accept/answer', { who: 'resident', body: strict({ code, answer: Type.Union([Type.Literal('yes'), Type.Literal('no')]) }) }, async ({ body, principal, request }) => {
    await limitAttempts(request)
    await trusted.answer({ id: principal.person, name: principal.name }, body.code, body.answer === 'yes')
    return new SeeOther('/my/trusted')
  })

  http.form('/my/trusted/people/:trust/end', { who: 'resident', params: strict({ trust: Uuid }), body: strict({}) }, async ({ params: { trust }, principal }) => {
    await trusted.end(principal.person, trust)
    return new SeeOther('/my/trusted')
  })

  const params = strict({ id: Uuid })
  http.page('/my/trusted/:id', { who: 'resident', params }, async ({ params: { id }, principal, view }) => wordPage(view, await trusted.asked(principal.person, id)))

  http.form('/my/trusted/:id/word', { who: 'resident', params, body: strict({ said: Type.Optional(Type.Enum(['yes', 'no'])) }) }, async ({ params: { id }, body: { said }, principal, view }) => {
    if (said === undefined) return wordPage(view, await trusted.asked(principal.person, id), [{ field: 'said', text: view.t('trusted.word.missing') }])
    await trusted.say(principal.person, id, said)
    return new SeeOther(`/my/trusted/${id}`)
  })
}
