/** The officials' side: queue, conversation, and what can be done with it. */
import Type from 'typebox'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { FormError } from '../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../web/view.ts'
import type { AssistantRoutes } from './routes.ts'
import { readGiven } from './hand-over/read-given.ts'
import { teachingRoutes } from './improve/teaching-routes.ts'
import { modelPage, modelPath } from './pages/model-page.tsx'
import { switchRoutes } from './switch/switch-routes.ts'
import { handOverPage } from './pages/hand-over-pages.tsx'
import { queuePage } from './pages/queue-page.tsx'

const YesNo = Type.Union([Type.Literal('yes'), Type.Literal('no')])
const Answering = strict({ languages: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 40 })), services: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 400 })) })
const params = strict({ conversation: Uuid })
const list = '/console/conversations'
const one = `${list}/:conversation`

export function consoleRoutes(http: Http<View>, { assistant, wordingIn, voice, cases, exchange, programs }: AssistantRoutes) {
  switchRoutes(http, assistant.switch)
  http.page(modelPath, { who: 'administrator' }, async ({ view }) => modelPage(view, await assistant.model.report(), voice?.report()))
  http.form(modelPath, { who: 'administrator', body: strict({ off: YesNo }) }, async ({ body, principal }) => {
    await assistant.model.turn(principal, body.off === 'yes')
    return new SeeOther(modelPath)
  })
  http.page(list, { who: 'caseworker' }, async ({ principal, view }) => queuePage(view, await assistant.handOvers(principal), (await assistant.teaching.lessons(principal)).filter(({ status, proposed_by }) => status === 'draft' && proposed_by !== principal.official).length))
  http.form(`${list}/skills`, { who: 'caseworker', body: Answering }, async ({ body: { languages = [], services = [] }, principal }) => {
    await assistant.keepSkills(principal, { languages, services })
    return new SeeOther(list)
  })
  const show = async (view: View, official: Official, id: string, errors: readonly FormError[] = []) => {
    const open = await assistant.handOver(official, id)
    return handOverPage(view, open, open.given && await readGiven({ cases, exchange }, open.given), wordingIn, errors)
  }
  http.page(one, { who: 'caseworker', params }, ({ params: { conversation }, principal, view }) => show(view, principal, conversation))
  http.form(`${one}/claim`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { conversation }, principal }) => {
    await assistant.claim(principal, conversation)
    return new SeeOther(`${list}/${conversation}`)
  })
  http.form(`${one}/answers`, { who: 'caseworker', params, body: strict({ answer: Type.String({ maxLength: 4_000 }) }) }, async ({ params: { conversation }, body, principal, view }) => {
    if (body.answer.trim() === '') return show(view, principal, conversation, [{ field: 'answer', text: view.t('assistant.fault.nothing-asked') }])
    await assistant.answerAsOfficial(principal, conversation, body.answer)
    return new SeeOther(`${list}/${conversation}`)
  })
  http.form(`${one}/ratings`, { who: 'caseworker', params, body: strict({ turn: Uuid, helped: YesNo }) }, async ({ params: { conversation }, body, principal }) => {
    await assistant.teaching.rateAsOfficial(principal, conversation, body.turn, body.helped === 'yes')
    return new SeeOther(`${list}/${conversation}`)
  })
  http.form(`${one}/return`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { conversation }, principal }) => {
    await assistant.giveBack(principal, conversation)
    return new SeeOther(list)
  })
  http.form(`${one}/forward`, { who: 'caseworker', params, body: strict({ agency: Type.String({ maxLength: 60 }) }) }, async ({ params: { conversation }, body, principal }) => {
    await assistant.forward(principal, conversation, body.agency)
    return new SeeOther(list)
  })
  teachingRoutes(http, assistant, programs.catalogue.versions)
}
