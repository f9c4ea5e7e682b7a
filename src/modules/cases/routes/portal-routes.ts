/** The resident's way through an application: one page at a time, saved at every step, POST then 303 then GET. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Entry } from '../calendar/entries.ts'
import type { Wording } from '../../../web/wordings.ts'
import { casesFaults, type MoneyToDo } from '../contract.ts'
import type { Cases } from '../index.ts'
import { deleteDraftPage } from '../pages/delete-draft-page.tsx'
import { renewPage } from '../pages/renew-page.tsx'
import { agreeToAllStep, stepPath } from '../pages/step-page.tsx'
import { fillIn } from './fill-in.ts'

export interface CasesRoutes {
  cases: Cases
  clock: Clock
  wordingIn(tag: string): Wording
  demonstration: boolean
  /** Public origin; absent in the demonstration, where the request's own host counts. */
  address: string | undefined
  /** What is paid in the months to come, which another room knows. */
  coming(person: string): Promise<Entry[]>
  /** What another room pays or asks, and waits for the person. */
  money(person: string): Promise<MoneyToDo[]>
  /** Counts a use of a mandate, once for a matter. @throws Fault where all are spent */
  spend(mandate: string, matter: string): Promise<void>
}

const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }))
const params = strict({ id: Uuid, step: Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }) })

/** Who applies for another does so for one matter, which a limited mandate counts. */
const applying = (request: FastifyRequest) => ({ act: 'apply', matter: (request.params as { id: string }).id })

export function portalRoutes(http: Http<View>, { cases, clock, spend }: CasesRoutes) {
  const filling = fillIn({ cases, clock })
  const open = async (person: string, id: string, view: View) => filling.open(person, await cases.read(person, id), view)

  http.page('/apply/:id/newer-form', { who: 'resident', assurance: 'low', onBehalf: applying, params: strict({ id: Uuid }) }, async ({ params: { id }, principal, view }) => {
    const [application, renewal] = [await cases.read(principal.person, id), await cases.renewal(principal.person, id)]
    return renewal && application.receipt === null ? renewPage(view, { application, renewal }) : new SeeOther(stepPath({ id }, 'continue'))
  })

  http.form('/apply/:id/newer-form', { who: 'resident', assurance: 'low', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal }) => {
    await cases.renew(principal.person, id)
    return new SeeOther(stepPath({ id }, 'continue'))
  })

  http.page('/apply/:id/delete', { who: 'resident', assurance: 'low', onBehalf: applying, params: strict({ id: Uuid }) }, async ({ params: { id }, principal, view }) => {
    const application = await cases.read(principal.person, id)
    return application.receipt === null ? deleteDraftPage({ ...view, pack: cases.packOf(application) }, application, await cases.counter.own.open(id)) : new SeeOther(`/my/applications/${application.receipt}`)
  })

  http.form('/apply/:id/delete', { who: 'resident', assurance: 'low', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal }) => {
    const { event } = await cases.read(principal.person, id)
    await cases.deleteDraft(principal.person, id)
    return new SeeOther(`/my/applications?deleted=${event}`)
  })

  http.form('/apply', { who: 'resident', assurance: 'low', onBehalf: 'apply', body: strict({ event: Type.String({ maxLength: 60 }), subject: Type.Optional(Type.String({ maxLength: 100 })) }) }, async ({ body, principal, view }) => {
    try {
      const { id } = await cases.start(principal.person, body.event, view.language.tag, body.subject)
      return new SeeOther(stepPath({ id }, 'known'))
    } catch (cause) {
      // What is asked already is paid there.
      if (!(cause instanceof Fault) || cause.code !== casesFaults.askedAlready.code) throw cause
      return new SeeOther(`/my/applications/${cause.values['receipt']}`)
    }
  })

  http.page('/apply/:id/:step', { who: 'resident', assurance: 'low', onBehalf: applying, params }, async ({ params: { id, step }, principal, view }) => {
    const form = await open(principal.person, id, view)
    return await filling.gone(form) ?? filling.show(form, step)
  })

  http.form('/apply/:id/:step', { who: 'resident', assurance: 'low', onBehalf: applying, params, body: fields }, async ({ params: { id, step }, body, principal, view }) => {
    const form = await open(principal.person, id, view)
    return await filling.gone(form) ?? filling.take(form, step, body, async (version) => {
      if (principal.by) await spend(principal.by.id, id)
      const { receipt } = await cases.submit(principal.person, id, version)
      return new SeeOther(`/my/applications/${receipt}?sent=yes`)
    })
  })

  http.form('/apply/:id/agree-to-all', { who: 'resident', assurance: 'low', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal, view }) => {
    const form = await open(principal.person, id, view)
    return await filling.gone(form) ?? filling.take(form, agreeToAllStep, {}, () => { throw new Error('nothing is sent') })
  })
}
