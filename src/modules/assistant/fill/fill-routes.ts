/** The form of a life event as a conversation. Its only memory is the draft; nothing is sent or consented to from here. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { emptyThread } from '../contract.ts'
import { fillPage, fillPath } from '../pages/fill-page.tsx'
import type { AssistantRoutes } from '../routes.ts'
import { takeAnswer, type Taken } from './take-answer.ts'
import { wordsOf } from './words.ts'

const params = strict({ application: Uuid })
const text = Type.String({ maxLength: 2_000 })
/** What was read back stands in the page: it is kept only when the person says that it is right. */
const body = strict({ message: Type.Optional(text), field: Type.Optional(text), value: Type.Optional(text), right: Type.Optional(Type.Literal('yes')) })

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

  http.form('/ask/fill/:application', { who: 'resident', params, body }, async ({ params: { application: id }, body: { message = '', field, value, right }, principal, view }) => {
    const looked = await look(principal.person, id)
    if (looked instanceof SeeOther) return looked
    const wordings = view.pack.languages.map(({ tag }) => wordingIn(tag))
    const words = wordsOf(wordings)
    const reply = async (said: string) => (await assistant.reply(said, view.language.tag, emptyThread)).answer
    const said = right === 'yes' ? words.yes[0]! : message.normalize('NFC')
    const readBack = field === undefined || value === undefined ? undefined : { field, value }
    const taken: Taken = said.trim() === '' ? { kind: 'not-understood' }
      : await takeAnswer({ cases, reply, words, wordings, language: view.language.html, today: today(), person: principal.person, application: looked.application }, said, readBack)
    if (taken.kind === 'kept') return new SeeOther(fillPath(id))
    // Of several answers some may have been kept.
    const now = await look(principal.person, id)
    return now instanceof SeeOther ? now : fillPage(view, { ...now, wordingIn, taken, typed: message })
  })
}
