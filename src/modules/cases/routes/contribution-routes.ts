/** Asking somebody else for a part of an application, and being asked: pages, and the same for programs. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { casesFaults } from '../contract.ts'
import { askedListPage, askedPage, askedPath } from '../pages/asked-pages.tsx'
import { contributionSheetPage } from '../pages/contribution-sheet-page.tsx'
import { contributionsPage, labelField } from '../pages/contributions-page.tsx'
import { stepPath } from '../pages/step-page.tsx'
import { readAnswers } from '../apply/read-answers.ts'
import { contributionsStep } from '../apply/steps.ts'
import type { CasesRoutes } from './portal-routes.ts'

const params = strict({ id: Uuid })
const code = Type.String({ maxLength: 40 })
const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }))
/** Signs of a name. */
const longestLabel = 60

const applying = (request: FastifyRequest) => ({ act: 'apply', matter: (request.params as { id: string }).id })

export function contributionRoutes(http: Http<View>, { cases, clock, address }: CasesRoutes) {
  const { contributions } = cases
  const today = () => clock.today().toString()

  /** The form that it began with, and who has been asked for what. */
  async function open(person: string, id: string, shown: View) {
    const application = await cases.read(person, id)
    if (application.receipt !== null) return new SeeOther(`/my/applications/${application.receipt}`)
    return { application, view: { ...shown, pack: cases.packOf(application) }, ...await contributions.form(application) }
  }

  http.page('/apply/:id/contributions', { who: 'resident', onBehalf: applying, params }, async ({ params: { id }, principal, view: shown }) => {
    const opened = await open(principal.person, id, shown)
    return opened instanceof SeeOther ? opened : contributionsPage(opened.view, opened)
  })

  http.form('/apply/:id/contributions', { who: 'resident', onBehalf: applying, params, body: strict({ part: Type.String({ maxLength: 100 }), label: Type.String({ maxLength: 200 }) }) }, async ({ params: { id }, body, principal, request, view: shown }) => {
    const opened = await open(principal.person, id, shown)
    if (opened instanceof SeeOther) return opened
    const label = body.label.trim().normalize('NFC').replaceAll(/\s+/g, ' ')
    if (label === '' || Array.from(label).length > longestLabel) {
      return contributionsPage(opened.view, { ...opened, typed: body, errors: [{ field: labelField(body.part), text: shown.t('contributions.form.label-missing', { max: longestLabel }) }] })
    }
    const invitation = await contributions.ask({ person: principal.person, name: principal.name }, id, body.part, label)
    return contributionSheetPage(opened.view, { application: id, origin: address ?? `${request.protocol}://${request.host}`, label, ...invitation })
  })

  http.form('/apply/:id/contributions/:contribution/end', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid, contribution: Uuid }), body: strict({}) }, async ({ params: { id, contribution }, principal }) => {
    await contributions.end(principal.person, id, contribution)
    return new SeeOther(stepPath({ id }, contributionsStep))
  })

  http.page('/my/contributions', { who: 'resident' }, async ({ principal, view }) => askedListPage(view, { list: await contributions.asked.list(principal.person) }))

  // Says nothing of the code: it is looked up when the reader opens it, and then it opens for nobody else.
  http.page('/contributions/:code', { who: 'resident', params: strict({ code }) }, ({ params, view }) => askedListPage(view, { list: [], code: params.code }))

  http.form('/my/contributions', { who: 'resident', body: strict({ code: Type.Optional(code) }) }, async ({ body, principal, view }) => {
    const typed = (body.code ?? '').trim()
    const again = async (text: string) => askedListPage(view, { list: await contributions.asked.list(principal.person), typed, errors: [{ field: 'code', text }] })
    if (typed === '') return again(view.t('contributions.asked.code-missing'))
    try {
      return new SeeOther(askedPath(await contributions.asked.open({ person: principal.person, name: principal.name }, typed)))
    } catch (cause) {
      if (cause instanceof Fault && (cause.code === casesFaults.contributionUnknown.code || cause.code === casesFaults.ownContribution.code)) return again(view.t(cause.textKey))
      throw cause
    }
  })

  http.page('/my/contributions/:id', { who: 'resident', params, query: strict({ stands: Type.Optional(Type.Literal('yes')) }) }, async ({ params: { id }, query, principal, view }) =>
    askedPage(view, { asked: await contributions.asked.read(principal.person, id), stands: query.stands === 'yes' }))

  http.form('/my/contributions/:id', { who: 'resident', params, body: fields }, async ({ params: { id }, body, principal, view }) => {
    const asked = await contributions.asked.read(principal.person, id)
    // Answered, declined or taken back since the page was opened: what stands is shown.
    if (asked.status !== 'opened') return new SeeOther(`${askedPath(id)}${asked.status === 'given' ? '?stands=yes' : ''}`)
    const { typed, answers, mistakes } = readAnswers({ id: asked.part, title: {}, questions: asked.questions }, body, 1, today())
    if (mistakes.length > 0) {
      const labelOf = (field: string) => view.text(asked.questions.find(({ fact }) => fact === field)?.label ?? {})
      return askedPage(view, { asked, typed, errors: mistakes.map(({ field, mistake, values }) => ({ field, text: view.t(`cases.answer.${mistake}`, values), label: labelOf(field) })) })
    }
    try {
      await contributions.asked.give(principal.person, id, answers[0]!)
    } catch (cause) {
      if (cause instanceof Fault && cause.code === casesFaults.contributionGiven.code) return new SeeOther(`${askedPath(id)}?stands=yes`)
      throw cause
    }
    return new SeeOther(askedPath(id))
  })

  http.form('/my/contributions/:id/decline', { who: 'resident', params, body: strict({ sentence: Type.String({ maxLength: 1_000 }) }) }, async ({ params: { id }, body, principal }) => {
    await contributions.asked.decline(principal.person, id, body.sentence.trim())
    return new SeeOther(askedPath(id))
  })
}
