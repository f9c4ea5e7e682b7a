/** The console's side of teaching: what troubled people, and lessons from their proposal to their publication. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Versions } from '../../catalogue/index.ts'
import { assistantFaults } from '../contract.ts'
import type { Assistant } from '../index.ts'
import { lessonPage, lessonsPage, newLessonPage, type TypedLesson } from '../pages/lesson-pages.tsx'
import { pageGainPage } from '../pages/page-gain-page.tsx'
import { troubledPage } from '../pages/troubled-page.tsx'

const list = '/console/lessons'
const partition = <One>(all: readonly One[], fits: (one: One) => boolean): [One[], One[]] => [all.filter(fits), all.filter((one) => !fits(one))]
const params = strict({ lesson: Uuid })
const long = 4_000

export function teachingRoutes(http: Http<View>, { teaching, handOver }: Assistant, versions: Pick<Versions, 'read'>) {
  http.page('/console/services/versions/:version/answers', { who: 'service-owner', params: strict({ version: Uuid }) }, async ({ params: { version }, principal, view }) => {
    const row = await versions.read(principal, version)
    return pageGainPage(view, row, await teaching.pageGain(row))
  })
  http.page('/console/questions', { who: 'administrator' }, async ({ view }) => troubledPage(view, await teaching.troubled()))
  // The same for whoever owns services: theirs first.
  http.page('/console/services/questions', { who: 'service-owner' }, async ({ principal, view }) => {
    const [own, others] = partition(await teaching.troubled(), ({ topic }) => view.pack.services.some(({ id, agency }) => id === topic && agency === principal.agency))
    return troubledPage(view, [...own, ...others])
  })
  http.page(list, { who: 'caseworker' }, async ({ principal, view }) => lessonsPage(view, await teaching.lessons(principal)))

  // From a question that troubled people, or from an official's own answer with the words it answered.
  const query = strict({ question: Type.Optional(Type.String({ maxLength: 1_000 })), conversation: Type.Optional(Uuid), turn: Type.Optional(Uuid) })
  http.page(`${list}/new`, { who: 'caseworker', query }, async ({ query: { question, conversation, turn }, principal, view }) =>
    newLessonPage(view, conversation === undefined || turn === undefined ? { words: question ?? '' } : await fromAnswer(principal, conversation, turn)))

  async function fromAnswer(official: Official, conversation: string, turn: string): Promise<TypedLesson> {
    const { turns, handOver: { topic } } = await handOver(official, conversation)
    const at = turns.findIndex(({ id, author }) => id === turn && author === 'official')
    if (at < 0) throw new Fault(assistantFaults.noSuchAnswer)
    return { words: turns.slice(0, at).findLast(({ author }) => author === 'person')?.text ?? '', answer: turns[at]!.text, ...(topic === null ? {} : { service: topic }) }
  }

  const body = strict({ service: Type.String({ maxLength: 200 }), language: Type.String({ maxLength: 20 }), words: Type.String({ maxLength: long }), answer: Type.String({ maxLength: long }) })
  http.form(list, { who: 'caseworker', body }, async ({ body: typed, principal, view }) => {
    const { service, language, words, answer } = typed
    if (words.trim() === '') return newLessonPage(view, typed, [{ field: 'words', text: view.t('assistant.fault.words-missing') }])
    return new SeeOther(`${list}/${await teaching.propose(principal, { service, language, words: words.split('\n'), answer: answer.trim() === '' ? null : answer })}`)
  })
  http.page(`${list}/:lesson`, { who: 'caseworker', params }, async ({ params: { lesson }, principal, view }) => lessonPage(view, await teaching.lesson(principal, lesson)))
  http.form(`${list}/:lesson/measure`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { lesson }, principal }) => {
    await teaching.measureAgain(principal, lesson)
    return new SeeOther(`${list}/${lesson}`)
  })
  http.form(`${list}/:lesson/decision`, { who: 'caseworker', params, body: strict({ outcome: Type.Union([Type.Literal('published'), Type.Literal('returned')]) }) }, async ({ params: { lesson }, body: { outcome }, principal }) => {
    await teaching.decide(principal, lesson, outcome)
    return new SeeOther(`${list}/${lesson}`)
  })
  http.form(`${list}/:lesson/withdrawal`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { lesson }, principal }) => {
    await teaching.withdraw(principal, lesson)
    return new SeeOther(`${list}/${lesson}`)
  })
}
