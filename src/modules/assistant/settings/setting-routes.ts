/** The confirmation of a changed setting: its exact effect on a page, the button, and what has become of it in the conversation. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { changesAnything } from '../../notices/index.ts'
import { assistantFaults } from '../contract.ts'
import type { Owner } from '../converse/owner.ts'
import { settingPage } from '../pages/setting-page.tsx'
import type { AssistantRoutes } from '../routes.ts'

const params = strict({ answer: Uuid })
const body = strict({ version: Type.String({ maxLength: 100 }) })

export function settingRoutes(http: Http<View>, { assistant, notices }: Pick<AssistantRoutes, 'assistant' | 'notices'>, ownerOf: (request: FastifyRequest, principal: Principal) => Owner) {
  const wanted = async (request: FastifyRequest, principal: Principal, id: string) => {
    const { answer, own } = await assistant.answer(ownerOf(request, principal), id)
    if (!own) throw new Fault(assistantFaults.noSuchAnswer)
    if (answer.setting === undefined || answer.kind !== 'setting') throw new Fault(assistantFaults.nothingToDo)
    return answer.setting
  }

  http.page('/ask/setting/:answer', { who: 'resident', params }, async ({ params: { answer }, principal, view, request }) =>
    settingPage(view, { answer, plan: await notices.planChanges(principal.person, await wanted(request, principal, answer), view.language.tag) }))

  http.form('/ask/setting/:answer', { who: 'resident', params, body }, async ({ params: { answer }, body: { version }, principal, view, request }) => {
    const changes = await wanted(request, principal, answer)
    const made = await notices.makeChanges(principal.person, changes, version, view.language.tag)
    if (made === undefined) return settingPage(view, { answer, plan: await notices.planChanges(principal.person, changes, view.language.tag), changed: true })
    // Pressed twice, the second finds it done: there is nothing more to tell.
    if (!changesAnything(made)) return new SeeOther('/ask')
    const turn = await assistant.noteSetting(ownerOf(request, principal), answer, made.changes.filter(({ outcome }) => outcome === 'changes').map(({ change }) => change))
    return new SeeOther(`/ask#${turn}`)
  })
}
