/** “What am I owed, and why not the rest?”: a few questions at a time, each with why it matters, above what is settled so far. */
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { FactSet } from '../contract.ts'
import { AnswerView } from './answer-view.tsx'
import type { Asked, Told } from './ask-household.ts'
import { GivenAnswers } from './given-answers.tsx'
import { entryName, valueInWords } from './in-words.ts'
import { OwnOffer, questionsId, SilentRegisters } from './own-offer.tsx'
import { CountField, QuestionField } from './question-field.tsx'
import { UnderAge } from './under-age.tsx'
import { type Answers, countField, fieldOf, hiddenField, spotOfField } from './read-form.ts'

export interface OwedPage {
  asked: Asked
  facts: FactSet
  answers: Answers
  errors: readonly FormError[]
  /** Fields that registers answered, and those registers that gave nothing when asked. */
  registers: ReadonlySet<string>
  silent?: readonly string[]
  /** Under which registers may be asked; null where they may not. */
  purpose: Purpose | null
  /** `YYYY-MM-DD` */
  today: string
}

export function owedPage(view: View, page: OwedPage): Page {
  const { asked, facts, answers, errors, registers, silent = [], purpose, today } = page
  const { findings, contradictions } = asked
  const groups = (['owed', 'unknown', 'not-owed'] as const).map((outcome) => ({ outcome, list: findings.filter(({ finding }) => finding.outcome === outcome) }))
  const title = view.t('rules.owed.title')
  return portalPage(view, {
    title, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <Lead>{view.t('rules.owed.lead')}</Lead>
        <UnderAge view={view} facts={facts} today={today} />
        {contradictions.map((found, at) => (
          <Notice key={at} title={view.t('rules.owed.contradiction')} kind="refused"><p>{found.kind === 'by-law' ? view.text(found.sentence) : view.t('rules.owed.two-of-one-role', { role: valueInWords(view, found.fact, found.role) })}</p></Notice>
        ))}
        {purpose && registers.size === 0 ? <OwnOffer view={view} purpose={purpose} answers={answers} registers={registers} /> : null}
        <div id={questionsId}>
          <SilentRegisters view={view} silent={silent} />
          <Asking view={view} {...page} />
        </div>
        {Object.keys(answers).length === 0 ? null : groups.map(({ outcome, list }) => <Group key={outcome} view={view} outcome={outcome} list={list} facts={facts} indifferent={asked.indifferent} />)}
        <p class="hint">{view.t('rules.owed.not-kept')}</p>
      </>
    ),
  })
}

function Asking({ view, asked: { lists, questions, contradictions }, facts, answers, errors, registers }: OwedPage & { view: View }) {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  const wrong = errors.filter(({ field }) => field.startsWith('f.')).flatMap(({ field }) => spotOfField(field) ?? [])
  const again = wrong.filter((spot) => !questions.some((question) => fieldOf(question) === fieldOf(spot)))
  const counts = [...new Set([...lists.map(({ list }) => list), ...errors.filter(({ field }) => field.startsWith('n.')).map(({ field }) => field.slice(2))])]
  const shown = new Set([...counts.map(countField), ...[...questions, ...again].map(fieldOf)])
  const done = counts.length + questions.length + again.length === 0
  return (
    <Form view={view} action="/owed">
      {done && contradictions.length === 0 ? <Notice title={view.t('rules.owed.done')} kind="done"><p>{view.t('rules.owed.done-next')}</p></Notice> : null}
      {counts.map((list) => <CountField key={list} view={view} list={list} services={lists.find((one) => one.list === list)?.services ?? []} answers={answers} error={errorOf(countField(list))} />)}
      {[...again.map((spot) => ({ ...spot, services: [] })), ...questions].map((question) => (
        <QuestionField key={fieldOf(question)} view={view} question={question} facts={facts} answers={answers} error={errorOf(fieldOf(question))} />
      ))}
      {Object.entries(answers).filter(([field]) => !shown.has(field)).map(([field, text]) => <input key={field} type="hidden" name={hiddenField(field, registers)} value={text} />)}
      {done ? null : <div class="buttons"><Button>{view.t('rules.owed.continue')}</Button></div>}
      <GivenAnswers view={view} facts={facts} given={Object.entries(answers).filter(([field]) => !shown.has(field))} registers={registers} />
    </Form>
  )
}

interface Group { view: View; outcome: 'owed' | 'unknown' | 'not-owed'; list: readonly Told[]; facts: FactSet; indifferent: Asked['indifferent'] }

function Group({ view, outcome, list, facts, indifferent }: Group) {
  if (list.length === 0) return null
  const settledOf = (service: string) => {
    const found = indifferent.find((one) => one.service === service)
    return found && found.outcome !== 'unknown' ? view.t(found.outcome === 'owed' ? 'rules.owed.indifferent-owed' : 'rules.owed.indifferent-not-owed') : undefined
  }
  return (
    <section>
      <h2>{view.t(`rules.owed.section.${outcome}`, { count: list.length })}</h2>
      {list.map((told) => <AnswerView key={told.finding.service} view={view} told={told} facts={facts} settled={settledOf(told.finding.service)} />)}
    </section>
  )
}

export const nameOfEntry = (view: View) => (list: string, at: number) => entryName(view, list, at)
