/** Officials record what a court or another paper says, look a second time, and write down its end. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../index.ts'
import { dayOf } from './mandate-routes.ts'
import { consoleMandatesPage, paperFields } from './pages/console-mandates-page.tsx'

const params = strict({ id: Uuid })
const words = Type.Optional(Type.String({ maxLength: 120 }))
const Paper = strict({ kind: words, actor: words, 'actor-name': words, subject: words, 'subject-name': words, paper: words, until: words })

/** As companies are numbered anywhere. */
const companyId = /^[0-9A-Za-z][0-9A-Za-z-]{2,39}$/

export function officeRoutes(http: Http<View>, { mandates }: Identity, today: () => Temporal.PlainDate) {
  const pageOf = async ({ official, agency }: Official) => ({ official, kinds: mandates.office.kinds(agency), mandates: await mandates.office.list(agency) })

  http.page('/console/mandates', { who: 'caseworker' }, async ({ principal, view }) => consoleMandatesPage(view, await pageOf(principal)))

  http.form('/console/mandates', { who: 'caseworker', body: Paper }, async ({ body, principal, view }) => {
    const typed = Object.fromEntries(paperFields.map((field) => [field, (body[field] ?? '').trim()])) as Record<(typeof paperFields)[number], string>
    const errors = mistakesOf(view, today(), principal.agency, typed)
    if (errors.length > 0) return consoleMandatesPage(view, { ...await pageOf(principal), typed, errors })
    await mandates.office.record(principal, {
      kind: typed.kind, actor: { id: typed.actor, name: typed['actor-name'] }, subject: { id: typed.subject, name: typed['subject-name'] }, paper: typed.paper, until: typed.until === '' ? null : typed.until,
    })
    return new SeeOther('/console/mandates')
  })

  http.form('/console/mandates/:id/confirm', { who: 'caseworker', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await mandates.office.confirm(principal, id)
    return new SeeOther('/console/mandates')
  })

  http.form('/console/mandates/:id/end', { who: 'caseworker', params, body: strict({ because: Type.Union([Type.Literal('court'), Type.Literal('death'), Type.Literal('refused')]) }) }, async ({ params: { id }, body, principal }) => {
    await mandates.office.end(principal, id, body.because)
    return new SeeOther('/console/mandates')
  })
}

function mistakesOf({ t, pack }: View, today: Temporal.PlainDate, agency: string, typed: Record<(typeof paperFields)[number], string>): FormError[] {
  const kind = pack.mandates.find(({ id, recordedAt }) => id === typed.kind && recordedAt?.includes(agency))
  const person = new RegExp(pack.personIdPattern)
  const subject = kind?.of === 'company' ? companyId : person
  const wrong = (field: (typeof paperFields)[number], key: string): FormError => ({ field, text: t(key) })
  return [
    ...(kind ? [] : [wrong('kind', 'mandates.office.kind-missing')]),
    ...(person.test(typed.actor) ? [] : [wrong('actor', 'mandates.office.number-wrong')]),
    ...(typed['actor-name'] === '' ? [wrong('actor-name', 'mandates.office.name-missing')] : []),
    ...(subject.test(typed.subject) && typed.subject !== typed.actor ? [] : [wrong('subject', 'mandates.office.number-wrong')]),
    ...(typed['subject-name'] === '' ? [wrong('subject-name', 'mandates.office.name-missing')] : []),
    ...(typed.paper === '' ? [wrong('paper', 'mandates.office.paper-missing')] : []),
    ...(typed.until !== '' && (!/^\d{4}-\d\d-\d\d$/.test(typed.until) || dayOf(typed.until) === undefined || typed.until < today.toString()) ? [wrong('until', 'mandates.office.until-wrong')] : []),
  ]
}
