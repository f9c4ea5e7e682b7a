/** The person's side: what acts for them, what it asks, the answer, and the end. Only the person comes here, signed in; no token opens it. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Cases } from '../../cases/index.ts'
import type { Authorization } from '../../identity/index.ts'
import type { Notices } from '../../notices/index.ts'
import { assistantFaults } from '../contract.ts'
import type { Acts } from './acts/acts.ts'
import { answerConfirmation, effectOf } from './confirm/answer-confirmation.ts'
import type { Confirmations } from './confirm/confirmations.ts'
import { mcpPath } from './guard/authorize-call.ts'
import { agentsPage } from './pages/agents-page.tsx'
import { answeredPage, confirmPage } from './pages/confirm-page.tsx'

export interface AgentRoutes {
  authorization: Pick<Authorization, 'consents' | 'originOf' | 'resources'>
  cases: Cases
  notices: Notices
  acts: Acts
  confirmations: Confirmations
}

const params = strict({ confirmation: Uuid })
const Answer = strict({ answer: Type.Union([Type.Literal('confirm'), Type.Literal('decline')]), version: Type.Optional(Type.Integer({ minimum: 0 })), standing: Type.Optional(Type.String({ maxLength: 100 })) })

export function agentRoutes(http: Http<View>, { authorization, cases, notices, acts, confirmations }: AgentRoutes) {
  const { consents } = authorization

  http.page('/my/agents', { who: 'resident' }, async ({ principal: { person }, view, request }) => agentsPage(view, {
    address: `${authorization.originOf(request)}${mcpPath}`, consents: await consents.list(person), waiting: await confirmations.waiting(person), acts: await acts.list(person),
    meaning: (scope) => view.text(authorization.resources.meaning(scope) ?? {}),
  }))

  http.form('/my/agents/end', { who: 'resident', body: strict({ client: Type.String({ minLength: 1, maxLength: 2_048 }) }) }, async ({ body: { client }, principal: { person } }) => {
    await consents.end(person, client)
    await confirmations.declineAll(person, client)
    return new SeeOther('/my/agents')
  })

  /** What a program that has been ended has asked, nobody can answer any more. */
  const open = async (person: string, id: string) => {
    const confirmation = await confirmations.of(person, id)
    const agent = (await consents.list(person)).find(({ client, ended }) => client === confirmation.client && ended === null)
    if (confirmation.status === 'open' && !agent) throw new Fault(assistantFaults.noSuchConfirmation)
    return { confirmation, agent: agent ?? { name: '', host: '' } }
  }

  http.page('/my/agents/confirm/:confirmation', { who: 'resident', params }, async ({ params: { confirmation: id }, principal: { person }, view }) => {
    const { confirmation, agent } = await open(person, id)
    return confirmation.status === 'open' ? confirmPage(view, { confirmation, agent, effect: await effectOf({ cases, notices }, person, confirmation, view.language.tag) }) : answeredPage(view, confirmation)
  })

  http.form('/my/agents/confirm/:confirmation', { who: 'resident', params, body: Answer }, async ({ params: { confirmation: id }, body, principal: { person }, view }) => {
    const { confirmation, agent } = await open(person, id)
    const answered = await answerConfirmation({ cases, notices, confirmations }, person, confirmation, body, view.language.tag)
    if (answered === 'changed') return confirmPage(view, { confirmation, agent, effect: await effectOf({ cases, notices }, person, confirmation, view.language.tag), changed: true })
    return new SeeOther(`/my/agents/confirm/${id}`)
  })
}
