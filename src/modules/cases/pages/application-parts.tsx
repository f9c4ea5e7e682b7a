/** Who decides what until when; what was refused, why, and what one can do about it. */
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Tag, type TagKind } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import { lineCase } from '../letters/cases-in.ts'
import { fillTemplate } from '../letters/fill-template.ts'
import { objectionUntil } from '../clocks/days-after.ts'
import { isObjection } from '../decide/open-objection.ts'
import type { ReadApplication } from '../read-application.ts'
import { ClockInWords } from './clock-in-words.tsx'
import { Amounts } from './finding-view.tsx'
import { Found } from './found.tsx'
import { ObjectionForm } from './objection-form.tsx'
import { agencyName, serviceName, statusInWords } from './value-in-words.ts'

export interface PartsProps { view: View; read: ReadApplication; today: string; errors: readonly FormError[]; typed: string | undefined }
type Line = ReadApplication['lines'][number]

const kindOf: Record<string, TagKind> = { pending: 'info', proposed: 'info', approved: 'done', refused: 'refused', withdrawn: 'neutral', waiting: 'attention' }

export function ApplicationParts(props: PartsProps) {
  const { view, read } = props
  return (
    <>
      {read.parts.map((part) => (
        <section key={part.id} class="part">
          <h3>{agencyName(view, part.agency)}{!isObjection(part) ? '' : ` · ${view.t('cases.objection.title')}`}</h3>
          <p class="hint">{view.t(`cases.part-status.${part.status}`)}</p>
          <ClockInWords view={view} part={part} />
          {part.plea === null ? null : <p>{view.t('cases.objection.you-said', { plea: part.plea })}</p>}
          <ul class="lines">
            {read.lines.filter((line) => line.part_id === part.id).map((line) => (
              <li key={line.id}>
                <p><Tag kind={kindOf[line.status] ?? 'neutral'}>{statusInWords(view, part, line)}</Tag> {serviceName(view, line.service)}</p>
                {line.status === 'refused' ? <Refused {...props} line={line} again={isObjection(part)} /> : <>{ownWords(view, read, line).map((text, at) => <p key={at}>{text}</p>)}<Amounts view={view} amounts={line.finding?.amounts ?? []} /><Found view={view} found={line.found} answer={line.answer} /></>}
                {line.finding === null ? null : <p><a href={`/rules/${line.finding.rule.name}`}>{view.t('rules.reader.title', { service: serviceName(view, line.service) })}</a></p>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** What the service's agency writes with its decision, where the service has a text for that. */
function ownWords(view: View, read: ReadApplication, line: Line): string[] {
  const { status, decided_at } = line
  if ((status !== 'approved' && status !== 'refused') || decided_at === null) return []
  const filled = fillTemplate(view, lineCase(view.pack, read, line, status, decided_at))
  return 'body' in filled ? filled.body : []
}

/** The reason, and the ways on: objection until its day, and who decides when that has been tried. */
function Refused({ view, read, today, errors, typed, line, again }: PartsProps & { line: Line; again: boolean }) {
  const { objection } = view.pack
  const words = ownWords(view, read, line)
  const until = line.decided_at === null ? undefined : objectionUntil(view.pack, line.decided_at)
  const objected = read.parts.some(({ objection_to }) => objection_to === line.id)
  return (
    <>
      {words.map((text, at) => <p key={at}>{text}</p>)}
      {words.some((text) => text.includes(line.reason ?? '')) ? null : <p>{view.t('cases.application.reason', { reason: line.reason ?? '' })}</p>}
      {objection === undefined || until === undefined || objected || again || today > until ? null : (
        <ObjectionForm view={view} against="refusal" until={until} action={`/my/applications/${read.application.receipt ?? ''}/objections/${line.id}`} field={`plea-${line.id}`} errors={errors} typed={typed} />
      )}
      {objection === undefined ? null : <p class="hint">{view.text(objection.elsewhere)}</p>}
    </>
  )
}
