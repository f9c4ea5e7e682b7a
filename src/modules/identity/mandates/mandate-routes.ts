/** A resident's mandates: made, taken, chosen, left, ended; and what stands of their uses. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { mandateActs } from '../../../../packages/pack-kit/schema/mandate-kind.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import { codePage, offerPage } from './pages/accept-page.tsx'
import { grantedPage, grantPage, proveAgainPage } from './pages/grant-page.tsx'
import { mandatePage } from './pages/mandate-page.tsx'
import { mandatesPage } from './pages/mandates-page.tsx'

export interface MandateRoutes {
  identity: Identity
  today(): Temporal.PlainDate
  limitAttempts(request: FastifyRequest): Promise<void>
}

/** A grant opens much: whoever gives it has shown who they are within these milliseconds. */
const fresh = 10 * 60_000

const params = strict({ id: Uuid })
const code = Type.String({ maxLength: 40 })
const Act = Type.Enum([...mandateActs])
const Granting = strict({ name: Type.Optional(Type.String({ maxLength: 80 })), kind: Type.Optional(Type.String({ maxLength: 60 })), acts: Type.Optional(Type.Array(Act, { maxItems: 10 })), until: Type.Optional(Type.String({ maxLength: 20 })) })

/** Where one begins who acts for another, by what they may do there. */
const beginnings = { applications: '/my', data: '/my/data', notices: '/my/inbox', documents: '/my/documents', apply: '/services' } as const
const beginningOf = (acts: readonly string[]) => Object.entries(beginnings).find(([act]) => acts.includes(act))?.[1] ?? '/'

export function mandateRoutes(http: Http<View>, { identity, today, limitAttempts }: MandateRoutes) {
  const { mandates, sessions } = identity
  const isFresh = async (request: FastifyRequest) => (await sessions.proof(identity.tokenOf(request))).since < fresh

  http.page('/my/mandates', { who: 'resident' }, async ({ principal, view }) => mandatesPage(view, await mandates.list(principal.person)))

  http.form('/my/mandates/register', { who: 'resident', body: strict({}) }, async ({ principal, view }) => {
    try {
      await mandates.derive({ id: principal.person, name: principal.name })
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== identityFaults.mandateUnconfirmed.code) throw cause
      return mandatesPage(view, { ...await mandates.list(principal.person), silent: true })
    }
    return new SeeOther('/my/mandates')
  })

  http.page('/my/mandates/new', { who: 'resident' }, async ({ request, view }) => (await isFresh(request) ? grantPage(view, {}) : proveAgainPage(view)))

  http.form('/my/mandates/new', { who: 'resident', body: Granting }, async ({ body, principal, request, view }) => {
    if (!await isFresh(request)) throw new Fault(identityFaults.proveAgain)
    const name = (body.name ?? '').trim()
    const [acts, until] = [body.acts ?? [], (body.until ?? '').trim()]
    const errors = mistakesOf(view, today(), { name, kind: body.kind, acts, until })
    if (errors.length > 0) return grantPage(view, { errors, typed: { name, kind: body.kind, acts, until } })
    const { code: secret, endsAt } = await mandates.grant({ id: principal.person, name: principal.name }, { kind: body.kind!, name, acts, until })
    return grantedPage(view, { name, code: secret, endsAt })
  })

  http.page('/my/mandates/accept', { who: 'resident' }, ({ view }) => codePage(view))

  http.form('/my/mandates/accept', { who: 'resident', body: strict({ code: Type.Optional(code) }) }, async ({ body, principal, request, view }) => {
    const typed = (body.code ?? '').trim()
    const again = (text: string) => codePage(view, { typed, errors: [{ field: 'code', text }] })
    if (typed === '') return again(view.t('mandates.accept.missing'))
    await limitAttempts(request)
    try {
      return offerPage(view, { offer: await mandates.offer({ id: principal.person, name: principal.name }, typed), code: typed })
    } catch (cause) {
      if (cause instanceof Fault && cause.status < 500 && cause.code.startsWith('identity.')) return again(view.t(cause.textKey, cause.values))
      throw cause
    }
  })

  http.form('/my/mandates/accept/answer', { who: 'resident', body: strict({ code, answer: Type.Union([Type.Literal('yes'), Type.Literal('no')]) }) }, async ({ body, principal, request }) => {
    await limitAttempts(request)
    const { id } = await mandates.answer({ id: principal.person, name: principal.name }, body.code, body.answer === 'yes')
    return new SeeOther(body.answer === 'yes' ? `/my/mandates/${id}` : '/my/mandates')
  })

  http.page('/my/mandates/:id', { who: 'resident', params, query: strict({ before: Type.Optional(Uuid) }) }, async ({ params: { id }, query, principal, view }) => {
    const read = await mandates.read(principal.person, id, query.before)
    return mandatePage(view, { ...read, acts: read.mandate.actor === principal.person })
  })

  http.form('/my/mandates/:id/end', { who: 'resident', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await mandates.end(principal.person, id)
    return new SeeOther(`/my/mandates/${id}`)
  })

  http.form('/my/mandates/:id/act', { who: 'resident', params, body: strict({}) }, async ({ params: { id }, request }) => {
    const cookie = await identity.actFor(request, id)
    return new SeeOther(beginningOf((await mandates.stand(id))?.acts ?? []), [cookie])
  })

  /** Also when the mandate is over: the way back to oneself is always open. */
  http.form('/my/mandates/leave', { who: 'anyone', body: strict({}) }, async ({ principal, request }) => {
    if (principal.kind !== 'representative') return new SeeOther('/my/mandates')
    return new SeeOther('/my/mandates', [await identity.actFor(request, null)])
  })
}

function mistakesOf(view: View, today: Temporal.PlainDate, { name, kind: id, acts, until }: { name: string; kind: string | undefined; acts: readonly string[]; until: string }): FormError[] {
  const { t, pack } = view
  const kind = pack.mandates.find((candidate) => candidate.id === id && candidate.comes === 'grant')
  const beyond = kind ? acts.filter((act) => !(kind.acts as readonly string[]).includes(act)) : []
  const latest = today.add({ days: kind?.mostDays ?? 1 }).toString()
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until) && dayOf(until) !== undefined
  return [
    ...(name === '' ? [{ field: 'name', text: t('mandates.new.name-missing') }] : []),
    ...(kind ? [] : [{ field: 'kind', text: t('mandates.new.kind-missing') }]),
    ...(acts.length === 0 ? [{ field: 'acts', text: t('mandates.new.acts-missing') }] : []),
    ...(beyond.length > 0 ? [{ field: 'acts', text: t('mandates.new.acts-beyond', { kind: view.text(kind?.name ?? {}), acts: beyond.map((act) => t(`mandates.act.${act}`)).join(', ') }) }] : []),
    ...(!isDay || (kind !== undefined && (until < today.toString() || until > latest)) ? [{ field: 'until', text: t('mandates.new.until-wrong', { first: view.date(today.toString()), last: view.date(latest) }) }] : []),
  ]
}

export function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}
