/** The form of a life event as a conversation. Its only memory is the draft; nothing is sent or consented to from here. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { emptyThread } from '../contract.ts'
import { fillPage, fillPath } from '../pages/fill-page.tsx'
import type { AssistantRoutes } from '../routes.ts'
import { wordsOf } from './read-plain.ts'
import { takeAnswer } from './take-answer.ts'

const params = strict({ application: Uuid })

export function fillRoutes(http: Http<View>, { assistant, cases, wordingIn, today }: Pick<AssistantRoutes, 'assistant' | 'cases' | 'wordingIn'> & Pick<AssistantRoutes['programs'], 'today'>) {
  const look = async (person: string, id: string) => {
    const application = await cases.read(person, id)
    if (application.receipt !== null) return new SeeOther(`/my/applications/${application.receipt}`)
    const draft = await cases.readKnown(person, id)
    return { application: { ...application, draft }, slots: cases.slots({ ...application, draft }) }
  }

  http.page('/ask/fill/:application', { who: 'resident', params }, async ({ params: { application: id }, principal, view }) => {
    const looked = await look(principal.person, id)
    return looked instanceof SeeOther ? looked : fillPage(view, { ...looked, wordingIn })
  })

  http.form('/ask/fill/:application', { who: 'resident', params, body: strict({ message: Type.String({ maxLength: 2_000 }) }) }, async ({ params: { application: id }, body: { message }, principal, view }) => {
    const looked = await look(principal.person, id)
    if (looked instanceof SeeOther) return looked
    const wordings = view.pack.languages.map(({ tag }) => wordingIn(tag))
    const reply = async (words: string) => (await assistant.reply(words, view.language.tag, emptyThread)).answer
    const taken = message.trim() === '' ? { kind: 'not-understood' as const }
      : await takeAnswer({ cases, reply, words: wordsOf(wordings), wordings, language: view.language.html, today: today() }, principal.person, looked.application, message)
    if (taken.kind === 'kept') return new SeeOther(fillPath(id))
    return fillPage(view, { ...looked, wordingIn, taken, typed: message })
  })
}
