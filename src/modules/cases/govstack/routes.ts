/** What GovStack's building blocks call, over our own verbs: who may, limits, audit and faults are those of `/api`. */
import Type from 'typebox'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { formSchema } from '../apply/form-schema.ts'
import type { CasesRoutes } from '../routes/portal-routes.ts'
import { registrationApplicant } from './registration-applicant.ts'
import { registrationOperator } from './registration-operator.ts'
import { Form, FormListItem, Service } from './registration-shapes.ts'
import { eventOf, formOf, serviceOf, servicesOf } from './service-of.ts'
import { workflow } from './workflow.ts'

/** Edition of the pack: the version of everything that is made of it. */
type Version = () => string

/** Their calls for applicants and for operators have the same paths: each role has an address of its own. */
export function govstackRoutes(http: Http<View>, { cases, clock }: CasesRoutes, version: Version) {
  for (const role of ['applicant', 'operator'] as const) {
    const base = `/api/govstack/registration/${role}`
    services(http, base, () => clock.today().toString(), version)
    if (role === 'applicant') registrationApplicant(http, base, cases)
    else registrationOperator(http, base, cases)
  }
  workflow(http, '/api/govstack/workflow', cases, version)
}

function services(http: Http<View>, base: string, today: () => string, version: Version) {
  const tag = 'GovStack registration'
  const word = Type.String({ maxLength: 100 })
  const params = strict({ serviceId: word })

  http.api('GET', `${base}/services`, { who: 'anyone', query: strict({ name: Type.Optional(word) }), summary: 'Services that can be applied for', tag, reply: { 200: Type.Array(Service) } }, ({ query, view }) => Promise.resolve(servicesOf(view, version(), query.name)))

  http.api('GET', `${base}/services/:serviceId`, { who: 'anyone', params, summary: 'One service', tag, reply: { 200: Service } }, ({ params: { serviceId }, view }) => Promise.resolve(serviceOf(view, eventOf(view.pack, serviceId), version())))

  http.api('GET', `${base}/services/:serviceId/eForms`, { who: 'anyone', params, summary: 'The form of a service', tag, reply: { 200: Type.Array(FormListItem) } }, ({ params: { serviceId }, view }) => Promise.resolve([formOf(view, eventOf(view.pack, serviceId), version())]))

  http.api('GET', `${base}/eForms/:eFormId`, { who: 'anyone', params: strict({ eFormId: word }), summary: 'A form with its JSON Schema 2020-12; a value stands in formData.data as {"value": …}', tag, reply: { 200: Form } }, ({ params: { eFormId }, view }) => {
    const event = eventOf(view.pack, eFormId)
    return Promise.resolve({ ...formOf(view, event, version()), schema: formSchema(event, view.pack.facts, { text: (words) => view.text(words), yes: view.t('cases.yes'), no: view.t('cases.no') }, today()) })
  })
}
