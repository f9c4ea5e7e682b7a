/** One part at its agency: facts with source and time, the rules' reasoning beside each decision, the timeline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { Timeline } from '../../../web/components/timeline/timeline.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ReadPart } from '../read-part.ts'
import { Amounts } from './finding-view.tsx'
import { happeningInWords } from './happening-in-words.ts'
import { answerInWords, eventName, factLabel, fieldOf, registerName, serviceName, valueInWords } from './value-in-words.ts'

export interface PartPage {
  read: ReadPart
  /** The official may decide, not only look. */
  mayDecide: boolean
  done?: 'recorded' | 'asked' | undefined
  errors?: readonly FormError[]
  typed?: Record<string, string>
}

export function partPage(view: View, page: PartPage): Page {
  const { read, done, errors = [] } = page
  const title = view.t('cases.part.title', { event: eventName(view, read.application.event), receipt: read.application.receipt ?? '' })
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href="/console" />
        <ErrorSummary view={view} errors={errors} />
        {done === undefined ? null : <Notice kind="done" title={view.t(done === 'recorded' ? 'cases.part.recorded' : 'cases.part.asked-notice')} />}
        <h1>{title}</h1>
        {read.part.due_on === null ? null : <p class="hint">{view.t('cases.application.due', { date: view.date(read.part.due_on) })}</p>}
        <div class="columns">
          <Facts view={view} read={read} />
          <Decisions view={view} page={page} />
          <History view={view} page={page} />
        </div>
      </>
    ),
  })
}

function Facts({ view, read }: { view: View; read: ReadPart }) {
  const said = [
    ...Object.entries(read.part.answers).map(([fact, answer]) => ({ label: factLabel(view, fact), value: answerInWords(view, view.pack.facts.find((candidate) => candidate.fact === fact), answer) })),
    ...read.application.draft.newborns.map((child) => ({ label: factLabel(view, 'newborn.name'), value: view.t('cases.person-born', { name: child.name, date: view.date(child.birthDate) }) })),
  ]
  const rows = read.part.facts.map((fact) => {
    const field = fieldOf(view, fact)
    return [
      field ? view.text(field.label) : fact.field,
      <>{valueInWords(view, field, fact.value)}{fact.corrected === null ? null : <><br /><strong>{view.t('cases.part.corrected', { value: fact.corrected })}</strong></>}</>,
      view.t('cases.known.source', { register: registerName(view, fact.register), time: view.dateTime(fact.answeredAt) }),
    ]
  })
  const table = [...rows, ...said.map(({ label, value }) => [label, value, view.t('cases.part.said')])]
  return (
    <section>
      <h2>{view.t('cases.part.facts')}</h2>
      {rows.length === 0 ? <p>{view.t('cases.part.no-facts')}</p> : null}
      {table.length === 0 ? null : <Table caption={view.t('cases.part.facts')} head={['fact', 'value', 'source'].map((column) => view.t(`cases.part.${column}`))} rows={table} />}
    </section>
  )
}

function Decisions({ view, page: { read, mayDecide, errors = [], typed = {} } }: { view: View; page: PartPage }) {
  const open = mayDecide && (read.part.status === 'open' || read.part.status === 'waiting')
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const lines = read.lines.map((line) => (
    <section key={line.id} class="line">
      <h3>{serviceName(view, line.service)}</h3>
      <p><strong>{view.t(`cases.part.finding.${line.finding?.outcome ?? 'none'}`)}</strong></p>
      <Amounts view={view} amounts={line.finding?.amounts ?? []} />
      {(line.finding?.reasons ?? []).map((reason, at) => <p key={at}>{view.text(reason.sentence)}</p>)}
      {line.finding === null ? null : (
        <>
          {line.finding.missing.length === 0 ? null : <p>{view.t('cases.owed.unsettled-why', { facts: line.finding.missing.map((name) => factLabel(view, name)).join(', ') })}</p>}
          <Law view={view} source={line.finding.law} />
          <p class="hint">{view.t('cases.part.rule', { file: line.finding.rule.file, hash: line.finding.rule.hash.slice(0, 12) })}</p>
        </>
      )}
      {line.status === 'pending' && open ? (
        <>
          <Radios name={`outcome-${line.id}`} legend={view.t('cases.part.decide-on', { service: serviceName(view, line.service) })} inline value={typed[`outcome-${line.id}`] ?? 'later'}
            items={(['approve', 'refuse', 'later'] as const).map((act) => ({ value: act, label: view.t(`cases.part.${act}`) }))} />
          <TextField name={`reason-${line.id}`} label={view.t('cases.part.reason')} hint={view.t('cases.part.reason-hint')} rows={3} value={typed[`reason-${line.id}`]} error={errorAt(`reason-${line.id}`)} />
        </>
      ) : (
        <p>
          <Tag kind={line.status === 'approved' ? 'done' : line.status === 'refused' ? 'refused' : 'neutral'}>{view.t(`cases.line-status.${line.status}`)}</Tag>{' '}
          {line.decided_at === null ? null : view.t('cases.part.decided-by', { date: view.dateTime(line.decided_at) })} {line.reason}
        </p>
      )}
    </section>
  ))
  return (
    <section>
      <h2>{view.t('cases.part.decision')}</h2>
      {open ? <Form view={view} action={`/console/parts/${read.part.id}/decisions`}>{lines}<Button>{view.t('cases.part.decide')}</Button></Form> : lines}
    </section>
  )
}

function History({ view, page: { read, mayDecide, errors = [], typed = {} } }: { view: View; page: PartPage }) {
  return (
    <section>
      <h2>{view.t('cases.part.timeline')}</h2>
      <Timeline items={read.happenings.map((happening) => ({ when: view.dateTime(happening.at), title: happeningInWords(view, happening) }))} />
      {read.questions.map((question) => (
        <div key={question.id}>
          <p>{view.t('cases.part.asked', { date: view.dateTime(question.asked_at), text: question.text })}</p>
          {question.answer === null || question.answered_at === null ? null : <p>{view.t('cases.part.answered', { date: view.dateTime(question.answered_at), text: question.answer })}</p>}
        </div>
      ))}
      {mayDecide && read.part.status === 'open' ? (
        <Form view={view} action={`/console/parts/${read.part.id}/questions`}>
          <h3>{view.t('cases.part.ask-title')}</h3>
          <TextField name="question" label={view.t('cases.part.question')} hint={view.t('cases.part.question-hint')} rows={3} value={typed['question']} error={errors.find(({ field }) => field === 'question')?.text} />
          <Button kind="secondary">{view.t('cases.part.ask')}</Button>
        </Form>
      ) : null}
    </section>
  )
}
