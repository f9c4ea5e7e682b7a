/** A resident's sent applications: to do, list, timeline, answers to questions, withdrawal; and the same for programs. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { File, SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { ApplicationReply, ApplicationsReply } from '../contract.ts'
import { applicationPage } from '../pages/application-page.tsx'
import { letterPage } from '../pages/letter-page.tsx'
import { applicationsPage, toDoPage } from '../pages/applications-page.tsx'
import type { CasesRoutes } from './portal-routes.ts'
import { toReply } from '../read-application.ts'

const receipt = Type.String({ maxLength: 40 })
const reading = (request: FastifyRequest) => ({ act: 'applications', matter: (request.params as { receipt: string }).receipt })
const acting = (request: FastifyRequest) => ({ ...reading(request), act: 'apply' })

export function myRoutes(http: Http<View>, { cases, clock, money }: CasesRoutes) {
  const open = async (person: string, number: string) => ({ read: await cases.application(person, number), today: clock.today().toString() })
  /** In the words, and by the clocks, of the pack that it began with. */
  const show = (view: View, page: Parameters<typeof applicationPage>[1]) => applicationPage({ ...view, pack: cases.packOf(page.read.application) }, page)

  http.page('/my', { who: 'resident', assurance: 'low', onBehalf: 'applications' }, async ({ principal, view }) => {
    const rows = await cases.applications(principal.person)
    const waiting = await cases.waiting(principal.person)
    return toDoPage(view, { drafts: rows.filter(({ status }) => status === 'draft'), moving: rows.filter(({ status }) => status === 'submitted') }, waiting, principal.by ? [] : (await cases.contributions.asked.list(principal.person)).filter(({ status }) => status === 'opened'),
      // As much as their page of payments is for: themselves, signed in as such.
      principal.by || principal.assurance === 'low' ? [] : await money(principal.person))
  })

  http.page('/my/applications', { who: 'resident', assurance: 'low', onBehalf: 'applications', query: strict({ deleted: Type.Optional(Type.String({ maxLength: 60 })) }) }, async ({ query: { deleted }, principal, view }) => applicationsPage(view, await cases.applications(principal.person), deleted))

  http.page('/my/applications/:receipt', { who: 'resident', assurance: 'low', onBehalf: reading, params: strict({ receipt }), query: strict({ sent: Type.Optional(Type.Literal('yes')) }) },
    async ({ params, query, principal, view }) => show(view, { ...await open(principal.person, params.receipt), justSent: query.sent === 'yes' }))

  http.page('/my/applications/:receipt/record', { who: 'resident', assurance: 'low', onBehalf: reading, params: strict({ receipt }) }, async ({ params, principal }) =>
    new File(await cases.record(principal.person, params.receipt), 'application/jose', { name: `${params.receipt}.jws`, cache: 'private, no-store' }))

  http.page('/my/applications/:receipt/letters/:letter', { who: 'resident', assurance: 'low', onBehalf: reading, params: strict({ receipt, letter: Type.String({ pattern: '^[0-9a-f-]{36}(\\.pdf)?$' }) }) }, async ({ params, principal, view }) => {
    const id = params.letter.slice(0, 36)
    if (params.letter === id) return letterPage(view, await cases.letters.read(principal.person, params.receipt, id, view.language.tag))
    return new File(await cases.letters.print(principal.person, params.receipt, id, view.language.tag), 'application/pdf', { name: `${params.receipt}.pdf`, cache: 'private, no-store' })
  })

  http.form('/my/applications/:receipt/withdraw', { who: 'resident', assurance: 'low', onBehalf: acting, params: strict({ receipt }), body: strict({}) }, async ({ params, principal }) => {
    await cases.withdraw(principal.person, params.receipt)
    return new SeeOther(`/my/applications/${params.receipt}`)
  })

  http.form('/my/applications/:receipt/answers/:question', { who: 'resident', assurance: 'low', onBehalf: acting, params: strict({ receipt, question: Uuid }), body: strict({ answer: Type.String({ maxLength: 4_000 }) }) },
    async ({ params, body, principal, view }) => {
      const { read, today } = await open(principal.person, params.receipt)
      if (body.answer.trim() === '') return show(view, { read, today, typed: body.answer, errors: [{ field: 'answer', text: view.t('cases.fault.answer-missing') }] })
      await cases.answer(principal.person, read.application.id, params.question, body.answer.trim())
      return new SeeOther(`/my/applications/${params.receipt}`)
    })

  http.form('/my/applications/:receipt/objections/:line', { who: 'resident', assurance: 'low', onBehalf: acting, params: strict({ receipt, line: Uuid }), body: strict({ plea: Type.String({ maxLength: 4_000 }) }) },
    async ({ params, body, principal, view }) => {
      const page = await open(principal.person, params.receipt)
      if (body.plea.trim() === '') return show(view, { ...page, typed: body.plea, errors: [{ field: `plea-${params.line}`, text: view.t('cases.fault.plea-missing') }] })
      await cases.object(principal.person, params.receipt, params.line, body.plea)
      return new SeeOther(`/my/applications/${params.receipt}`)
    })

  http.form('/my/applications/:receipt/reclaims/:reclaim/objection', { who: 'resident', assurance: 'low', onBehalf: acting, params: strict({ receipt, reclaim: Uuid }), body: strict({ plea: Type.String({ maxLength: 4_000 }) }) },
    async ({ params, body, principal, view }) => {
      const page = await open(principal.person, params.receipt)
      if (body.plea.trim() === '') return show(view, { ...page, typed: body.plea, errors: [{ field: `plea-${params.reclaim}`, text: view.t('cases.fault.plea-missing') }] })
      await cases.objectToReclaim(principal.person, params.receipt, params.reclaim, body.plea)
      return new SeeOther(`/my/applications/${params.receipt}`)
    })

  http.api('GET', '/api/applications', { who: 'resident', assurance: 'low', onBehalf: 'applications', summary: 'My applications', tag: 'cases', reply: { 200: ApplicationsReply } }, async ({ principal }) => ({
    applications: (await cases.applications(principal.person)).map(({ event, status, receipt: number, created_at }) => ({ receipt: number, event, status, createdAt: created_at.toISOString() })),
  }))

  http.api('GET', '/api/applications/:receipt', { who: 'resident', assurance: 'low', onBehalf: reading, params: strict({ receipt }), summary: 'One of my applications, with its parts and timeline', tag: 'cases', reply: { 200: ApplicationReply } },
    async ({ params, principal }) => {
      const read = await cases.application(principal.person, params.receipt)
      return toReply(cases.packOf(read.application), read)
    })

  http.api('POST', '/api/applications/:receipt/reclaims/:reclaim/objection', { who: 'resident', assurance: 'low', onBehalf: acting, params: strict({ receipt, reclaim: Uuid }), body: strict({ plea: Type.String({ maxLength: 4_000 }) }), summary: 'Object to what is asked back: another official decides', tag: 'cases', reply: { 200: strict({ objectionTo: Uuid }) } },
    async ({ params, body, principal }) => {
      await cases.objectToReclaim(principal.person, params.receipt, params.reclaim, body.plea)
      return { objectionTo: params.reclaim }
    })
}
