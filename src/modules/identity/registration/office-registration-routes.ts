/** Officials open registrations, and end what should not be one. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import { type ConsoleRegistrationsPage, consoleRegistrationsPage, type TypedOpening } from './pages/console-registrations-page.tsx'
import { registrationSheetPage } from './pages/registration-sheet-page.tsx'

const words = Type.Optional(Type.String({ maxLength: 120 }))
const Opening = strict({ person: words, name: words, document: words, lost: Type.Optional(Type.Enum(['yes', 'no'])) })

/** In the place of a document. */
const none = 'none'

export function officeRegistrationRoutes(http: Http<View>, { registrations, trusted }: Identity, originOf: (request: FastifyRequest) => string) {
  const { office } = registrations
  const pageOf = async (view: View, { agency, official }: Official): Promise<ConsoleRegistrationsPage> => {
    const { registration } = view.pack
    if (!registration?.agencies.includes(agency)) throw new Fault(identityFaults.notRegisteredHere)
    return { registration, official, rows: await office.list(agency), words: await trusted.office.words(agency) }
  }

  http.page('/console/registrations', { who: 'caseworker' }, async ({ principal, view }) => consoleRegistrationsPage(view, await pageOf(view, principal)))

  http.form('/console/registrations', { who: 'caseworker', body: Opening }, async ({ body, principal, request, view }) => {
    const typed = { person: (body.person ?? '').trim(), name: (body.name ?? '').trim(), document: body.document ?? '', lost: body.lost }
    const page = await pageOf(view, principal)
    const errors = mistakesOf(view, page, typed)
    if (errors.length > 0) return consoleRegistrationsPage(view, { ...page, typed, errors })
    if (typed.document === none) {
      try {
        await trusted.office.ask(principal, { id: typed.person, name: typed.name })
      } catch (cause) {
        if (!(cause instanceof Fault) || cause.code !== identityFaults.tooFewTrusted.code) throw cause
        return consoleRegistrationsPage(view, { ...page, typed, errors: [{ field: 'document', text: view.t(cause.textKey) }] })
      }
      return new SeeOther('/console/registrations')
    }
    const held = await office.held(principal, typed.person)
    // Whoever was here before is asked about it: what is in a thief's hands has to end, what is not stays.
    if ((held.passkeys > 0 || held.signedIn) && typed.lost === undefined) return consoleRegistrationsPage(view, { ...page, typed, held })
    const { code, endsAt } = await office.open(principal, { person: { id: typed.person, name: typed.name }, document: typed.document, lost: typed.lost === 'yes' })
    return registrationSheetPage(view, { origin: originOf(request), code, endsAt })
  })

  http.form('/console/registrations/:id/sheet', { who: 'caseworker', params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal, request, view }) => {
    const { code, endsAt } = await trusted.office.sheet(principal, id)
    return registrationSheetPage(view, { origin: originOf(request), code, endsAt })
  })

  http.form('/console/registrations/:id/stop', { who: 'caseworker', params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal }) => {
    await office.stop(principal, id)
    return new SeeOther('/console/registrations')
  })
}

function mistakesOf({ t, pack }: View, { registration }: ConsoleRegistrationsPage, typed: TypedOpening): FormError[] {
  return [
    ...(new RegExp(pack.personIdPattern).test(typed.person) ? [] : [{ field: 'person', text: t('registration.office.person-wrong') }]),
    ...(typed.name === '' ? [{ field: 'name', text: t('registration.office.name-missing') }] : []),
    ...(typed.document === none || registration.documents.some(({ id }) => id === typed.document) ? [] : [{ field: 'document', text: t('registration.office.document-missing') }]),
  ]
}
