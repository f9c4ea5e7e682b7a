/** The conversation: what was asked, what was answered, and the next question. A form; a script shows the answer as it is made, and lets the browser listen and read aloud. */
import type { ComponentChildren } from 'preact'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { ApplicationRow } from '../../cases/index.ts'
import type { Rating } from '../improve/rate-answer.ts'
import type { ReadConversation, TurnRow } from '../converse/read-conversation.ts'
import { keptDays } from '../converse/end-conversations.ts'
import { AskHuman, WithHuman } from './ask-human.tsx'
import { AnswerText } from './answer-view.tsx'
import { askScript } from './ask-script.ts'
import { SearchInstead } from './off-page.tsx'
import { Live } from './live-view.tsx'
import { isRated, Rate } from './rate.tsx'
import { VoiceAids } from './voice-aids.tsx'

export interface AskPage {
  conversation: ReadConversation | undefined
  wordingIn(language: string): Wording
  /** The reader's applications that are not sent yet. */
  drafts: readonly ApplicationRow[]
  /** The assistant is switched off. */
  isOff: boolean
  /** What the last answer shows of the person's own. */
  own?: ComponentChildren
  typed?: string
  errors?: readonly FormError[]
}

/** Of a long conversation, as much as fits a look. */
const shown = 12

export function askPage(view: View, { conversation, wordingIn, drafts, isOff, own, typed, errors = [] }: AskPage): Page {
  const { t } = view
  const turns = conversation?.turns.slice(-shown) ?? []
  return portalPage(view, {
    title: t('assistant.title'), errors, script: askScript.path,
    children: (
      <>
        <h1>{t('assistant.title')}</h1>
        <Lead>{t('assistant.lead')}</Lead>
        {turns.map((turn, at) => <Turn key={turn.id} view={view} turn={turn} wordingIn={wordingIn} open={at === turns.length - 1} own={own} rating={conversation?.ratings.get(turn.id)} />)}
        {conversation?.handedOver === undefined ? null : <WithHuman view={view} handedOver={conversation.handedOver} drafts={drafts} />}
        <Live view={view} />
        {isOff && conversation?.handedOver === undefined ? <SearchInstead view={view} typed={typed} /> : <Question view={view} typed={typed} errors={errors} />}
        {view.principal.kind === 'resident' ? <p><a href="/ask/channels">{t('assistant.channels.title')}</a></p> : null}
        {isOff && conversation === undefined ? <AskHuman view={view} drafts={drafts} /> : null}
        {conversation === undefined ? null : <AfterTalk view={view} handedOver={conversation.handedOver !== undefined} drafts={drafts} />}
      </>
    ),
  })
}

function Question({ view, typed, errors }: { view: View; typed: string | undefined; errors: readonly FormError[] }) {
  const { t } = view
  return (
    <>
      <Form view={view} action="/ask" label={t('assistant.title')}>
        <TextField name="message" label={t('assistant.question')} hint={t('assistant.question-hint')} rows={3} value={typed} error={errors[0]?.text} />
        <Button>{t('assistant.send')}</Button>
      </Form>
      <VoiceAids view={view} />
    </>
  )
}

function Turn({ view, turn, wordingIn, open, own, rating }: { view: View; turn: TurnRow; wordingIn: AskPage['wordingIn']; open: boolean; own: ComponentChildren; rating: Rating | undefined }) {
  if (turn.answer === null) {
    return turn.author === 'person'
      ? <div class="part" id={turn.id}><h2>{turn.text}</h2></div>
      : <div id={turn.id}><p class="caption">{turn.said_by}</p><p>{turn.text}</p></div>
  }
  const kept = turn.answer.kind.startsWith('own-') ? (open ? own : <p>{view.t('assistant.own.was-here')}</p>) : undefined
  return <div id={turn.id}><AnswerText view={view} wording={wordingIn(turn.answer.language)} answer={turn.answer} turn={turn.id} open={open} own={kept} />{open && isRated(turn.answer) ? <Rate view={view} turn={turn.id} rating={rating} /> : null}</div>
}

function AfterTalk({ view, handedOver, drafts }: { view: View; handedOver: boolean; drafts: readonly ApplicationRow[] }) {
  const { t } = view
  return (
    <>
      {handedOver ? null : <AskHuman view={view} drafts={drafts} />}
      <Details summary={t('assistant.forget.title')}>
        <p>{t('assistant.forget.text', { days: keptDays })}</p>
        <p><a href="/ask/conversations.json" download>{t('assistant.forget.export')}</a></p>
        <Form view={view} action="/ask/forget" label={t('assistant.forget.confirm')}><Button kind="danger">{t('assistant.forget.confirm')}</Button></Form>
      </Details>
    </>
  )
}
