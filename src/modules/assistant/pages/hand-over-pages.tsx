/** One conversation as officials see it: what was said, what was shown with which source, and the answer of a person. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Answer } from '../contract.ts'
import type { Rating } from '../improve/rate-answer.ts'
import type { TurnRow } from '../converse/read-conversation.ts'
import type { OpenHandOver } from '../hand-over/hand-over.ts'
import type { Given } from '../hand-over/read-given.ts'
import { TakenOver } from './taken-over.tsx'
import { AnswerText } from './answer-view.tsx'

const path = (id: string) => `/console/conversations/${id}`

export function handOverPage(view: View, open: OpenHandOver, given: Given | 'gone' | undefined, wordingIn: (language: string) => Wording, errors: readonly FormError[] = []): Page {
  const { t } = view
  const { handOver, turns, mine, ratings, suggested } = open
  const { id, status } = handOver
  const answers = turns.filter(({ answer }) => answer !== null)
  return consolePage(view, {
    title: t('assistant.console.open'), errors, wide: true,
    children: (
      <>
        <BackLink view={view} href="/console/conversations" />
        <h1>{t('assistant.console.open')}</h1>
        <TakenOver view={view} open={open} given={given} />
        {turns.map((turn) => <Said key={turn.id} view={view} turn={turn} wordingIn={wordingIn} desk={mine ? { conversation: id, rating: ratings.get(turn.id), number: answers.indexOf(turn) + 1 } : undefined} />)}
        {status === 'waiting' ? <Form view={view} action={`${path(id)}/claim`}><Button>{t('assistant.console.claim')}</Button></Form> : null}
        {mine ? <Desk view={view} id={id} agency={handOver.agency} suggested={suggested} errors={errors} /> : null}
      </>
    ),
  })
}

function Said({ view, turn, wordingIn, desk }: { view: View; turn: TurnRow; wordingIn: (language: string) => Wording; desk: Omit<AfterSaidProps, 'view' | 'turn'> | undefined }) {
  const who = turn.author === 'official' ? turn.said_by ?? '' : view.t(turn.author === 'person' ? 'assistant.console.person' : 'assistant.console.program')
  return (
    <div class="part">
      <p class="caption">{view.t('assistant.console.said', { at: view.dateTime(turn.at), who })}</p>
      {turn.answer === null ? <p>{turn.text}</p>
        : <AnswerText view={view} wording={wordingIn(turn.answer.language)} answer={turn.answer} turn={turn.id} open={false} own={turn.answer.kind.startsWith('own-') ? <p>{view.t('assistant.own.was-here')}</p> : undefined} />}
      {desk === undefined ? null : <AfterSaid view={view} turn={turn} {...desk} />}
    </div>
  )
}

interface AfterSaidProps {
  view: View
  turn: TurnRow
  conversation: string
  rating: Rating | undefined
  /** Which of the program's answers it is: a conversation has many, and each form has a name of its own. */
  number: number
}

/** What the official says of the program's answer, and whether their own is for everybody. */
function AfterSaid({ view, turn, conversation, rating, number }: AfterSaidProps) {
  const { t } = view
  if (turn.author === 'official') return <p><a href={`/console/lessons/new?conversation=${conversation}&turn=${turn.id}`}>{t('assistant.lessons.propose')}</a></p>
  if (turn.answer === null) return null
  if (rating) return <p class="caption">{t(rating.helped ? 'assistant.rating.was-right' : 'assistant.rating.was-wrong')}</p>
  return (
    <Form view={view} action={`${path(conversation)}/ratings`} label={t('assistant.rating.official', { number: view.number(number) })}>
      <input type="hidden" name="turn" value={turn.id} />
      <Button kind="secondary" name="helped" value="yes">{t('assistant.rating.was-right')}</Button>
      <Button kind="secondary" name="helped" value="no">{t('assistant.rating.was-wrong')}</Button>
    </Form>
  )
}

function Desk({ view, id, agency, suggested, errors }: { view: View; id: string; agency: string; suggested: Answer | undefined; errors: readonly FormError[] }) {
  const { t } = view
  const others = view.pack.agencies.filter((one) => one.id !== agency)
  return (
    <>
      <Form view={view} action={`${path(id)}/answers`} label={t('assistant.console.reply')}>
        <TextField name="answer" label={t('assistant.console.reply')} rows={5} error={errors[0]?.text} hint={suggested && t('assistant.console.suggested', { sources: [...new Set(suggested.sources.map(({ title }) => title))].join(', ') })}
          value={suggested?.statements.map(({ text }) => text).join('\n')} />
        <Button>{t('assistant.console.send')}</Button>
      </Form>
      <Form view={view} action={`${path(id)}/forward`} label={t('assistant.console.forward')}>
        <Select name="agency" label={t('assistant.console.forward')} value={others[0]?.id ?? ''} items={others.map((one) => ({ value: one.id, label: view.text(one.name) }))} />
        <Button kind="secondary">{t('assistant.console.forward-go')}</Button>
      </Form>
      <Form view={view} action={`${path(id)}/return`} label={t('assistant.console.return')}><Button kind="secondary">{t('assistant.console.return')}</Button></Form>
    </>
  )
}
