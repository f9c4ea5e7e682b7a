/** Applications taken down at a counter: who stands there, the pages of the form, and how it ends; and the same as the person sees it. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { File, type PageAnswer, SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import { paperLanguage } from '../../../web/paper/paper-language.ts'
import type { View } from '../../../web/view.ts'
import { servicesToSend } from '../apply/assess.ts'
import { casesFaults } from '../contract.ts'
import { beginPage, themselves } from '../counter/pages/begin-page.tsx'
import { codePage } from '../counter/pages/code-page.tsx'
import { visitPath } from '../counter/pages/counter-bar.tsx'
import { overPage } from '../counter/pages/over-page.tsx'
import { ownVisitPage } from '../counter/pages/own-visit-page.tsx'
import { type StartPage, startPage } from '../counter/pages/start-page.tsx'
import type { VisitRow } from '../counter/visit.ts'
import { renewPage } from '../pages/renew-page.tsx'
import { agreeToAllStep } from '../pages/step-page.tsx'
import { fillIn, type OpenForm } from './fill-in.ts'
import type { CasesRoutes } from './portal-routes.ts'

const who = 'counter-clerk'
const params = strict({ visit: Uuid })
const step = Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' })
const words = Type.Optional(Type.String({ maxLength: 120 }))
const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }))

const applying = (request: FastifyRequest) => ({ act: 'apply', matter: (request.params as { id: string }).id })

export function counterRoutes(http: Http<View>, { cases, clock, wordingIn, spend, demonstration }: CasesRoutes) {
  const { counter } = cases
  const filling = fillIn({ cases, clock })
  const today = () => clock.today().toString()

  const start = async (view: View, official: Official, page: Pick<StartPage, 'typed' | 'errors'> = {}) => startPage(view, { counter: counter.at(official), visits: await counter.desk(official), ...page })

  /** As it stands, with nothing of its pages. */
  async function over(view: View, official: Official, id: string, late: boolean): Promise<PageAnswer> {
    const visit = (await counter.desk(official)).find((one) => one.id === id)
    if (!visit) throw new Fault(casesFaults.noSuchVisit)
    return overPage(view, { visit, printable: visit.end === 'signed', late })
  }

  /** Within a visit that goes on; what comes too late is told how it has ended. */
  async function within(official: Official, view: View, id: string, keeps: boolean, work: (visit: VisitRow) => Promise<PageAnswer>): Promise<PageAnswer> {
    try {
      const visit = await counter.demand(official, id)
      return await counter.within(official, visit, keeps, () => work(visit))
    } catch (cause) {
      if (cause instanceof Fault && (cause.code === casesFaults.visitOver.code || cause.code === casesFaults.alreadySubmitted.code)) return over(view, official, id, true)
      throw cause
    }
  }

  /** The form that is open, in the official's language or the one that was chosen. */
  async function open(visit: VisitRow, view: View): Promise<OpenForm> {
    if (visit.application_id === null) throw new Fault(kernelFaults.notFound)
    const application = await cases.read(visit.person, visit.application_id)
    if (application.receipt !== null) throw new Fault(casesFaults.alreadySubmitted)
    const { id, agency, name, present_name: present, ends_at: endsAt, printed } = visit
    return filling.open(visit.person, { ...application, atCounter: { visit: id, agency, name, present, endsAt, printed } }, visit.shown_in === null ? view : { ...view, ...wordingIn(visit.shown_in) })
  }

  http.page('/console/counter', { who }, ({ principal, view }) => start(view, principal))

  http.form('/console/counter/code', { who, body: strict({ code: words }) }, async ({ body, principal, view }) => {
    const code = (body.code ?? '').trim()
    const again = (text: string) => start(view, principal, { typed: { code }, errors: [{ field: 'code', text }] })
    if (code === '') return again(view.t('counter.code.missing'))
    try {
      return new SeeOther(visitPath(await counter.openByCode(principal, code)))
    } catch (cause) {
      if (cause instanceof Fault && [casesFaults.visitCodeUnknown, casesFaults.ownVisit, casesFaults.alreadySubmitted].some((type) => type.code === cause.code)) return again(view.t(cause.textKey))
      throw cause
    }
  })

  http.form('/console/counter/people', { who, body: strict({ person: words, name: words, document: words }) }, async ({ body, principal, view }) => {
    const typed = { person: (body.person ?? '').trim(), name: (body.name ?? '').trim(), document: body.document ?? '' }
    const errors = [
      ...(new RegExp(view.pack.personIdPattern).test(typed.person) ? [] : [{ field: 'person', text: view.t('counter.document.person-wrong') }]),
      ...(typed.name === '' ? [{ field: 'name', text: view.t('counter.document.name-missing') }] : []),
      ...(counter.at(principal).documents.some(({ id }) => id === typed.document) ? [] : [{ field: 'document', text: view.t('counter.document.document-missing') }]),
    ]
    if (errors.length > 0) return start(view, principal, { typed, errors })
    try {
      return new SeeOther(visitPath(await counter.openByDocument(principal, { id: typed.person, name: typed.name }, typed.document)))
    } catch (cause) {
      if (cause instanceof Fault && [casesFaults.otherName, casesFaults.nameSilent, casesFaults.ownVisit].some((type) => type.code === cause.code)) return start(view, principal, { typed, errors: [{ field: 'name', text: view.t(cause.textKey) }] })
      throw cause
    }
  })

  http.page('/console/counter/:visit', { who, params }, async ({ params: { visit: id }, principal, view }) => {
    const row = await counter.read(principal, id)
    if (row.ended_at !== null || row.ends_at.getTime() <= clock.now().epochMilliseconds) return over(view, principal, id, false)
    return row.application_id === null ? beginPage(view, { visit: row, mandates: await counter.mayActFor(row) }) : new SeeOther(visitPath(id, 'continue'))
  })

  http.form('/console/counter/:visit/begin', { who, params, body: strict({ whom: words, event: words, language: words }) }, ({ params: { visit: id }, body, principal, view }) => within(principal, view, id, true, async (visit) => {
    if (visit.application_id !== null) return new SeeOther(visitPath(id, 'continue'))
    const mandates = await counter.mayActFor(visit)
    const typed = { whom: body.whom ?? themselves, event: body.event ?? '', language: body.language ?? '' }
    const errors = [
      ...(typed.whom === themselves || mandates.some((one) => one.id === typed.whom) ? [] : [{ field: 'whom', text: view.t('cases.answer.choice') }]),
      ...(view.pack.lifeEvents.some((event) => event.open && event.id === typed.event) ? [] : [{ field: 'event', text: view.t('cases.answer.choice') }]),
      ...(view.pack.languages.some(({ tag }) => tag === typed.language) ? [] : [{ field: 'language', text: view.t('cases.answer.choice') }]),
    ]
    if (errors.length > 0) return beginPage(view, { visit, mandates, typed, errors })
    await counter.begin(principal, visit, { event: typed.event, mandate: typed.whom === themselves ? null : typed.whom, language: typed.language })
    return new SeeOther(visitPath(id, 'known'))
  }))

  http.form('/console/counter/:visit/language', { who, params, body: strict({ language: Type.String({ maxLength: 20 }), step }) }, async ({ params: { visit: id }, body, principal, view }) => within(principal, view, id, false, async () => {
    if (!view.pack.languages.some(({ tag }) => tag === body.language)) throw new Fault(kernelFaults.notFound)
    await counter.speak(principal, id, body.language)
    return new SeeOther(visitPath(id, body.step))
  }))

  http.form('/console/counter/:visit/finish', { who, params, body: strict({}) }, async ({ params: { visit: id }, principal }) => {
    await counter.finish(principal, id)
    return new SeeOther(visitPath(id))
  })

  http.form('/console/counter/:visit/hand-over', { who, params, body: strict({}) }, async ({ params: { visit: id }, principal }) => {
    await counter.handOver(principal, id)
    return new SeeOther(visitPath(id))
  })

  http.page('/console/counter/:visit/newer-form', { who, params }, ({ params: { visit: id }, principal, view }) => within(principal, view, id, false, async (visit) => {
    const form = await open(visit, view)
    const renewal = await cases.renewal(form.person, form.application.id)
    return renewal ? renewPage(form.view, { application: form.application, renewal }) : new SeeOther(visitPath(id, 'continue'))
  }))

  http.form('/console/counter/:visit/newer-form', { who, params, body: strict({}) }, ({ params: { visit: id }, principal, view }) => within(principal, view, id, true, async (visit) => {
    const { person, application } = await open(visit, view)
    await cases.renew(person, application.id)
    return new SeeOther(visitPath(id, 'continue'))
  }))

  http.form('/console/counter/:visit/summary', { who, params, body: strict({}) }, ({ params: { visit: id }, principal, view }) => within(principal, view, id, true, async (visit) => {
    const { application, view: shown } = await open(visit, view)
    const tag = paperLanguage(shown.pack, visit.language)
    const { drawSummary } = await import('../counter/draw-summary.ts')
    const paper = await drawSummary({ ...shown, ...wordingIn(tag), pack: shown.pack }, { visit, official: principal, application, services: servicesToSend(cases.assess(application), shown.pack, application.event, application.draft), today: today(), at: new Date(clock.now().epochMilliseconds), demonstration })
    // What is signed is what was printed.
    await counter.notePrinted(principal, id, application.version)
    return new File(paper, 'application/pdf', { name: 'application.pdf', cache: 'private, no-store' })
  }))

  http.page('/console/counter/:visit/receipt', { who, params }, async ({ params: { visit: id }, principal, view }) => {
    const visit = await counter.read(principal, id)
    if (visit.ended_because !== 'signed' || visit.application_id === null) throw new Fault(casesFaults.noSuchVisit)
    const { receipt } = await cases.read(visit.person, visit.application_id)
    const read = await cases.application(visit.person, receipt ?? '')
    const { drawReceipt } = await import('../counter/draw-receipt.ts')
    const shown = { ...view, ...wordingIn(paperLanguage(view.pack, visit.language)), pack: cases.packOf(read.application) }
    return new File(await drawReceipt(shown, { visit, read, demonstration }), 'application/pdf', { name: `${receipt ?? ''}.pdf`, cache: 'private, no-store' })
  })

  http.page('/console/counter/:visit/:step', { who, params: strict({ visit: Uuid, step }) }, ({ params: { visit: id, step: at }, principal, view }) => within(principal, view, id, false, async (visit) => {
    const form = await open(visit, view)
    return await filling.gone(form) ?? filling.show(form, at)
  }))

  http.form('/console/counter/:visit/:step', { who, params: strict({ visit: Uuid, step }), body: fields }, ({ params: { visit: id, step: at }, body, principal, view }) => within(principal, view, id, true, async (visit) => {
    const form = await open(visit, view)
    return await filling.gone(form) ?? filling.take(form, at, at === agreeToAllStep ? {} : body, async (version) => {
      if (visit.mandate !== null) await spend(visit.mandate, form.application.id)
      await cases.submit(form.person, form.application.id, version)
      return new SeeOther(visitPath(id))
    })
  }))

  http.page('/apply/:id/counter', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid }) }, async ({ params: { id }, principal, view }) => {
    const application = await own(principal.person, id, view)
    return application instanceof SeeOther ? application : codePage(view, { application, open: await counter.own.open(id) })
  })

  http.form('/apply/:id/counter', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal, view }) => {
    const application = await own(principal.person, id, view)
    return application instanceof SeeOther ? application : codePage(view, { application, made: await counter.code(principal, id) })
  })

  async function own(person: string, id: string, { pack }: View) {
    if (!pack.counters) throw new Fault(kernelFaults.notFound)
    const application = await cases.read(person, id)
    return application.receipt === null ? application : new SeeOther(`/my/applications/${application.receipt}`)
  }

  http.page('/my/counter/:visit', { who: 'resident', onBehalf: 'applications', params }, async ({ params: { visit }, principal, view }) => ownVisitPage(view, await counter.own.read(principal.person, visit)))

  http.form('/my/counter/:visit/stop', { who: 'resident', onBehalf: 'apply', params, body: strict({}) }, async ({ params: { visit }, principal }) => {
    await counter.own.stop(principal.person, visit)
    return new SeeOther(`/my/counter/${visit}`)
  })
}
