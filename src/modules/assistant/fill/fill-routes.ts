/** The form of a life event as a conversation. Its only memory is the draft; nothing is sent or consented to from here. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { OwnApplication, Slots } from '../../cases/index.ts'
import { messages } from '../contract.ts'
import { fillPage } from '../pages/fill-page.tsx'
import { fillPath } from '../pages/fill-words.ts'
import { anewPath, gonePage } from '../pages/gone-page.tsx'
import type { AssistantRoutes } from '../routes.ts'
import { takeAnswer, type Taken, type Taking } from './take-answer.ts'
import { optionWordsOf } from '../understand/choose-option.ts'
import { takeForm } from './take-form.ts'
import { unlessGone } from './unless-gone.ts'
import { wordsOf } from './words.ts'

const params = strict({ application: Uuid })
/**
 * `message`, and the fields of what is asked. What was read back stands in the page as `field` and `value`: it is kept only when the
 * person says with `right` that it is. `event` is what it is about: should it be deleted meanwhile, it can be begun anew.
 */
const body = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: messages.longest }))
/** Of a message and of a field: what comes later is not read. */
const longest = 2_000

interface Looked { application: OwnApplication; slots: Slots }

type Filling = Pick<AssistantRoutes, 'assistant' | 'cases' | 'wordingIn'> & Pick<AssistantRoutes['programs'], 'today'> & {
  /** What was begun last in the conversation of this browser. */
  begun(request: FastifyRequest, principal: Principal, view: View): Promise<string | undefined>
}

export function fillRoutes(http: Http<View>, { assistant, cases, wordingIn, today, begun }: Filling) {
  const look = async (person: string, id: string): Promise<Looked | SeeOther> => {
    const application = await cases.read(person, id)
    if (application.receipt !== null) return new SeeOther(`/my/applications/${application.receipt}`)
    const draft = await cases.readKnown(person, id)
    return { application: { ...application, draft }, slots: cases.slots({ ...application, draft }) }
  }

  let held: Pick<Taking, 'words' | 'wordings' | 'options'> | undefined
  /** Those of the pack's languages, which stay while the house stands. */
  const wordsIn = ({ pack }: View) => {
    if (held === undefined) {
      const wordings = pack.languages.map(({ tag }) => wordingIn(tag))
      held = { wordings, words: wordsOf(wordings), options: wordings.map(optionWordsOf) }
    }
    return held
  }

  http.page('/ask/fill/:application', { who: 'resident', assurance: 'low', params }, ({ params: { application: id }, principal, view, request }) => unlessGone(async () => {
    const looked = await look(principal.person, id)
    return looked instanceof SeeOther ? looked : fillPage(view, { ...looked, wordingIn, isOff: await assistant.switch.isOff() })
  }, async () => gonePage(view, await begun(request, principal, view))))

  http.form(anewPath, { who: 'resident', assurance: 'low', body: strict({ event: Type.String({ maxLength: 60 }) }) }, async ({ body: { event }, principal, view }) =>
    new SeeOther(fillPath((await cases.start(principal.person, event, view.language.tag)).id)))

  http.form('/ask/fill/:application', { who: 'resident', assurance: 'low', params, body, largest: messages.largest }, ({ params: { application: id }, body: whole, principal, view }) => unlessGone(async () => {
    const sent = Object.fromEntries(Object.entries(whole).map(([name, text]) => [name, text.slice(0, longest)]))
    const { message = '', field, value, right, misses: missed = '0', event: _event, ...typed } = sent
    const looked = await look(principal.person, id)
    if (looked instanceof SeeOther) return looked
    const { words, wordings, options } = wordsIn(view)
    const misses = Math.min(2, Number(missed) || 0)
    const reply = (said: string) => assistant.replyAlone(said, view.language.tag)
    const again = async () => (await look(principal.person, id)) as Looked
    const taking = (application: OwnApplication): Taking =>
      ({ cases, reply, spellOut: (text) => assistant.spellOut(text), answersIn: (said) => assistant.answersIn(said, view.language.tag), words, wordings, options, misses, language: view.language.html, today: today(), person: principal.person, application, again: async () => (await again()).application })
    const isOff = await assistant.switch.isOff()
    const said = right === 'yes' ? words.yes[0]! : message.normalize('NFC')
    const { filled, mistakes } = await takeForm(taking(looked.application), typed, said.trim() === '')
    const readBack = field === undefined || value === undefined ? undefined : { field, value }
    const taken: Taken = isOff && right !== 'yes' && said.trim() !== '' ? { kind: 'off' } : said.trim() !== '' ? await takeAnswer(taking(filled ? (await again()).application : looked.application), said, readBack) : filled ? { kind: 'kept' } : { kind: 'not-understood' }
    if (taken.kind === 'kept' && mistakes.length === 0) return new SeeOther(fillPath(id))
    // Of several answers some may have been kept.
    return fillPage(view, { ...await again(), wordingIn, isOff, misses: taken.kind === 'not-understood' && said.trim() !== '' ? misses + 1 : 0, mistakes, typed: sent, ...(taken.kind === 'kept' ? {} : { taken }) })
  }, () => gonePage(view, whole['event'])))
}
