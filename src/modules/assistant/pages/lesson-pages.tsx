/** What officials teach the assistant: the list, a new one, one with what it would change, and what everybody reads of it. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Lesson } from '../improve/lessons.ts'
import type { Gain } from '../improve/measure-gain.ts'
import { agencyName } from './ask-human.tsx'

const list = '/console/lessons'

export interface TypedLesson { words: string; service?: string; language?: string; answer?: string }

export function lessonsPage(view: View, lessons: readonly Lesson[]): Page {
  const { t } = view
  return consolePage(view, {
    title: t('assistant.lessons.title'), wide: true,
    children: (
      <>
        <h1>{t('assistant.lessons.title')}</h1>
        <Lead>{t('assistant.lessons.lead')}</Lead>
        <p><ButtonLink href={`${list}/new`}>{t('assistant.lessons.new')}</ButtonLink></p>
        {lessons.length === 0 ? <Empty title={t('assistant.lessons.empty')} /> : (
          <Table caption={t('assistant.lessons.title')} head={['words', 'service', 'state', 'proposed'].map((column) => t(`assistant.lessons.${column}`))}
            rows={lessons.map((lesson) => [<a href={`${list}/${lesson.id}`}>{lesson.words[0]}</a>, serviceName(view, lesson.service), t(`assistant.lessons.${lesson.status}`), view.dateTime(lesson.proposed_at)])} />
        )}
      </>
    ),
  })
}

export function newLessonPage(view: View, typed: TypedLesson, errors: readonly FormError[] = []): Page {
  const { t, principal, pack } = view
  const own = pack.services.filter(({ agency }) => principal.kind === 'official' && agency === principal.agency)
  return consolePage(view, {
    title: t('assistant.lessons.new'), errors,
    children: (
      <>
        <BackLink view={view} href={list} />
        <h1>{t('assistant.lessons.new')}</h1>
        {own.length === 0 ? <Empty title={t('assistant.lessons.no-service')} /> : (
          <Form view={view} action={list} label={t('assistant.lessons.new')}>
            <TextField name="words" label={t('assistant.lessons.words')} hint={t('assistant.lessons.words-hint')} rows={4} value={typed.words} error={errors.find(({ field }) => field === 'words')?.text} />
            <Select name="language" label={t('assistant.lessons.language')} value={typed.language ?? view.language.tag} items={pack.languages.filter(({ tag }) => !tag.includes('-')).map(({ tag, name }) => ({ value: tag, label: name }))} />
            <Select name="service" label={t('assistant.lessons.service')} value={typed.service} items={own.map(({ id, name }) => ({ value: id, label: view.text(name) }))} />
            <TextField name="answer" label={t('assistant.lessons.answer')} hint={t('assistant.lessons.answer-hint')} rows={5} value={typed.answer} />
            <Button>{t('assistant.lessons.save')}</Button>
          </Form>
        )}
      </>
    ),
  })
}

export function lessonPage(view: View, lesson: Lesson): Page {
  const { t } = view
  const mine = view.principal.kind === 'official' && view.principal.official === lesson.proposed_by
  const path = `${list}/${lesson.id}`
  return consolePage(view, {
    title: t('assistant.lessons.one'), wide: true,
    children: (
      <>
        <BackLink view={view} href={list} />
        <h1>{t('assistant.lessons.one')}</h1>
        <SummaryList rows={[
          { key: t('assistant.lessons.words'), value: <ul lang={lesson.language}>{lesson.words.map((line) => <li key={line}>{line}</li>)}</ul> },
          { key: t('assistant.lessons.service'), value: serviceName(view, lesson.service) },
          { key: t('assistant.lessons.answer'), value: lesson.answer === null ? t('assistant.lessons.no-answer') : <Lines text={lesson.answer} language={lesson.language} /> },
          { key: t('assistant.lessons.state'), value: t(`assistant.lessons.${lesson.status}`) },
          { key: t('assistant.lessons.proposed'), value: t('assistant.lessons.by', { name: lesson.proposed_name, at: view.dateTime(lesson.proposed_at) }) },
          ...(lesson.decided_at === null ? [] : [{ key: t('assistant.lessons.decided'), value: t('assistant.lessons.by', { name: lesson.decided_name ?? '', at: view.dateTime(lesson.decided_at) }) }]),
        ]} />
        <h2>{t('assistant.lessons.gain')}</h2>
        <GainTable view={view} gain={lesson.gain} />
        {lesson.status === 'draft' ? (
          <>
            <Form view={view} action={`${path}/measure`} label={t('assistant.lessons.measure')}><Button kind="secondary">{t('assistant.lessons.measure')}</Button></Form>
            {mine ? <Notice title={t('assistant.fault.own-lesson')}><p>{t('assistant.fault.own-lesson.next')}</p></Notice> : (
              <Form view={view} action={`${path}/decision`} label={t('assistant.lessons.decision')}>
                <Button name="outcome" value="published">{t('assistant.lessons.publish')}</Button>
                <Button kind="secondary" name="outcome" value="returned">{t('assistant.lessons.return')}</Button>
              </Form>
            )}
          </>
        ) : null}
        {lesson.status === 'published' ? <Form view={view} action={`${path}/withdrawal`} label={t('assistant.lessons.withdraw')}><Button kind="danger">{t('assistant.lessons.withdraw')}</Button></Form> : null}
      </>
    ),
  })
}

/** @param words where what is measured is no lesson */
export function GainTable({ view, gain, words }: { view: View; gain: Gain; words?: { after: string; asked: string; none: string } }) {
  const { t, number } = view
  const row = (name: string, of: number, before: number, after: number) => [name, number(of), number(before), number(after)]
  return (
    <>
      <Table caption={t('assistant.lessons.gain-caption')} numeric={[1, 2, 3]} head={[...['questions', 'of', 'before'].map((column) => t(`assistant.lessons.gain-${column}`)), words?.after ?? t('assistant.lessons.gain-after')]} rows={[
        row(words?.asked ?? t('assistant.lessons.gain-asked'), gain.asked, gain.askedBefore, gain.askedAfter), row(t('assistant.lessons.gain-kept'), gain.kept, gain.keptBefore, gain.keptAfter),
      ]} />
      {gain.asked === 0 ? <p>{words?.none ?? t('assistant.lessons.gain-none')}</p> : null}
      {gain.lost.length === 0 ? null : <Notice kind="attention" title={t('assistant.lessons.lost')}><ul>{gain.lost.map((text) => <li key={text}>{text}</li>)}</ul></Notice>}
    </>
  )
}

/** For anybody: what a cited answer of an office is, and who stands for it. */
export function publishedLessonPage(view: View, lesson: Lesson): Page {
  const { t } = view
  return portalPage(view, {
    title: lesson.words[0]!,
    children: (
      <>
        <BackLink view={view} href="/ask" />
        <h1 lang={lesson.language}>{lesson.words[0]}</h1>
        <div id="answer" tabIndex={-1}><Lines text={lesson.answer ?? ''} language={lesson.language} /></div>
        <p class="caption">{t('assistant.lessons.stands', { agency: agencyName(view, lesson.agency), at: view.dateTime(lesson.decided_at!) })}</p>
        <p><a href={`/services/${lesson.service}`}>{serviceName(view, lesson.service)}</a></p>
      </>
    ),
  })
}

const Lines = ({ text, language }: { text: string; language: string }) => <div lang={language}>{text.split('\n').filter((line) => line.trim() !== '').map((line, at) => <p key={at}>{line}</p>)}</div>

export function serviceName(view: View, id: string): string {
  const service = view.pack.services.find((one) => one.id === id)
  return service === undefined ? id : view.text(service.name)
}
