/** The rules' reasoning and the official's decision, one beside the other, for every service of the part. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { lineCase } from '../letters/cases-in.ts'
import { fillTemplate } from '../letters/fill-template.ts'
import { Amounts } from './finding-view.tsx'
import { foundBy, wantsWords } from '../decide/what-is-told.ts'
import { Found } from './found.tsx'
import { LetterGap } from './letter-gap.tsx'
import { actorName } from './load-page.tsx'
import { PartBackPay } from './part-back-pay.tsx'
import type { PartPage } from './part-page.tsx'
import { factLabel, serviceName, statusInWords } from './value-in-words.ts'

export function PartDecisions({ view, page: { read, mayDecide, colleagues, errors = [], typed = {} } }: { view: View; page: PartPage }) {
  const open = mayDecide && (read.part.status === 'open' || read.part.status === 'waiting')
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const lines = read.lines.map((line) => (
    <section key={line.id} class="line">
      <h3>{serviceName(view, line.service)}</h3>
      <p class="verdict">{askedInWords(view, read, line) ?? view.t(`cases.part.finding.${line.finding?.outcome ?? 'none'}`)}</p>
      <Amounts view={view} amounts={line.finding?.amounts ?? []} />
      {read.backPay.filter(({ service, sum, vouchers }) => read.part.reclaim === null && service === line.service && (sum > 0 || vouchers > 0)).map((backPay) => <PartBackPay key={backPay.service} view={view} backPay={backPay} />)}
      {(line.finding?.reasons ?? []).map((reason, at) => <p key={at}>{view.text(reason.sentence)}</p>)}
      {line.finding === null ? null : (
        <>
          {line.finding.missing.length === 0 ? null : <p>{view.t('cases.owed.unsettled-why', { facts: line.finding.missing.map((name) => factLabel(view, name)).join(', ') })}</p>}
          <Law view={view} source={line.finding.law} />
          <p class="hint">{view.t('cases.part.rule', { file: line.finding.rule.file, hash: line.finding.rule.hash.slice(0, 12) })} <a href={`/rules/${line.finding.rule.name}`}>{view.t('rules.reader.title', { service: serviceName(view, line.service) })}</a></p>
        </>
      )}
      <OwnGap view={view} read={read} line={line} />
      <Found view={view} found={line.status === 'pending' ? foundBy(view.pack, line.service, read.part.facts) : line.found} answer={line.answer} />
      {line.status === 'pending' && open ? (
        <>
          <Radios name={`outcome-${line.id}`} legend={view.t('cases.part.decide-on', { service: serviceName(view, line.service) })} inline value={typed[`outcome-${line.id}`] ?? 'later'} error={errorAt(`outcome-${line.id}`)}
            items={(['later', 'approve', 'refuse'] as const).map((act) => ({ value: act, label: view.t(read.part.reclaim === null || act === 'later' ? `cases.part.${act}` : `cases.reclaim.${act}`) }))} />
          {read.part.reclaim === null && wantsWords(view.pack, line.service, read.part.facts) ? (
            <TextField name={`answer-${line.id}`} label={view.t('cases.part.answer')} hint={view.t('cases.part.answer-hint')} rows={3} value={typed[`answer-${line.id}`]} error={errorAt(`answer-${line.id}`)} />
          ) : null}
          <TextField name={`reason-${line.id}`} label={view.t('cases.part.reason')} hint={view.t('cases.part.reason-hint')} rows={3} value={typed[`reason-${line.id}`]} error={errorAt(`reason-${line.id}`)} />
        </>
      ) : (
        <p>
          <Tag kind={line.status === 'approved' ? 'done' : line.status === 'refused' ? 'refused' : 'neutral'}>{statusInWords(view, read.part, line)}</Tag>{' '}
          {line.decided_at === null ? null : view.t('cases.part.decided-by', { date: view.dateTime(line.decided_at) })}{line.decided_for === null ? null : ` (${actorName(view, colleagues, line.decided_by ?? '', line.decided_for)})`} {line.reason}
        </p>
      )}
    </section>
  ))
  return (
    <section>
      <h2>{view.t('cases.part.decision')}</h2>
      {open ? <Form view={view} action={`/console/parts/${read.part.id}/decisions`}>{lines}<Button>{view.t('cases.part.decide')}</Button></Form> : lines}
      <LettersOf view={view} read={read} />
    </section>
  )
}

type Read = PartPage['read']

/** What is objected to: how much is asked back, for when and why. @returns undefined for what is no such objection */
function askedInWords(view: View, read: Read, line: Read['lines'][number]): string | undefined {
  if (read.part.reclaim === null) return undefined
  const { asked } = lineCase(view.pack, { ...read, parts: [read.part] }, line, 'refused', line.decided_at ?? new Date(0))
  const reason = read.happenings.find(({ id }) => id === read.part.reclaim)?.detail['reason']
  return asked ? view.t('cases.reclaim.asked', { money: view.money(asked.amount), month: view.month(asked.month), reason: String(reason) }) : undefined
}

/** Where the service has a letter that this case cannot fill: what is missing, and that the general text goes out instead. */
function OwnGap({ view, read, line }: { view: View; read: Read; line: Read['lines'][number] }) {
  if (line.status === 'withdrawn') return null
  const outcome = line.status === 'refused' || (line.status !== 'approved' && line.finding?.outcome === 'not-owed') ? 'refused' : 'approved'
  const filled = fillTemplate(view, lineCase(view.pack, { ...read, parts: [read.part] }, line, outcome, line.decided_at ?? new Date(0), line.reason ?? ''))
  return 'gap' in filled && filled.gap.why === 'values' ? <LetterGap view={view} gap={filled.gap} /> : null
}

/** Behind the decisions: whoever only decides does not walk past a link for each of them. */
function LettersOf({ view, read: { part, lines } }: { view: View; read: Read }) {
  const written = lines.filter(({ status }) => status !== 'withdrawn')
  if (written.length === 0) return null
  return (
    <>
      <h3>{view.t('cases.letter.preview')}</h3>
      <ul class="plain-list">{written.map(({ id, service }) => <li key={id}><a href={`/console/parts/${part.id}/letters/${id}`}>{serviceName(view, service)}</a></li>)}</ul>
    </>
  )
}
