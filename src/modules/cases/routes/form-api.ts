/** The form by which a service is applied for, for programs that show it or check answers beforehand. Public: it says nothing of anybody. */
import Type from 'typebox'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { formSchema } from '../apply/form-schema.ts'
import { casesFaults, FormReply } from '../contract.ts'
import type { CasesRoutes } from './portal-routes.ts'

const word = Type.String({ maxLength: 100 })

export function formApi(http: Http<View>, { clock }: CasesRoutes) {
  http.api('GET', '/api/services/:id/form', {
    who: 'anyone', params: strict({ id: word }), query: strict({ event: Type.Optional(Type.String({ maxLength: 100, description: 'Life event, where the service belongs to several; otherwise the first' })) }),
    summary: 'The form of a service as JSON Schema 2020-12, its titles in the language that Accept-Language asks for', tag: 'cases', reply: { 200: FormReply },
  }, ({ params: { id }, query, view }) => {
    const form = view.pack.lifeEvents.find(({ id: event, open, services }) => open && services.includes(id) && (query.event ?? event) === event)
    if (form === undefined) throw new Fault(casesFaults.noSuchForm)
    return Promise.resolve(formSchema(form, view.pack.facts, { text: (words) => view.text(words), yes: view.t('cases.yes'), no: view.t('cases.no') }, clock.today().toString()) as never)
  })
}
