/** One part at its agency: facts with source and time, the rules' reasoning beside each decision, the timeline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { KeptBundle } from '../../exchange/index.ts'
import type { DeputyRow } from '../deputies/name-deputy.ts'
import type { Colleague } from '../parts/hold-parts.ts'
import { toBeWeighed } from '../parts/to-be-weighed.ts'
import type { ReadPart } from '../parts/read-part.ts'
import { ClockInWords } from './clock-in-words.tsx'
import { PartDecisions } from './part-decisions.tsx'
import { AskRegisters, Gathered, PartFacts } from './part-facts.tsx'
import { PartHistory } from './part-history.tsx'
import { PartHolder } from './part-holder.tsx'
import { PartReferral } from './part-referral.tsx'
import { PartSignatures } from './part-signatures.tsx'
import { agencyName, eventName } from './value-in-words.ts'

/** What has just been done. */
export const partDone = ['recorded', 'proposed', 'signed', 'asked'] as const
export type PartDone = (typeof partDone)[number]
const doneWords: Record<PartDone, string> = { recorded: 'cases.part.recorded', proposed: 'cases.part.proposed-notice', signed: 'cases.part.signed-notice', asked: 'cases.part.asked-notice' }

export interface PartPage {
  read: ReadPart
  /** What was asked of registers for it before. */
  gathered: readonly KeptBundle[]
  /** The official may decide, not only look. */
  mayDecide: boolean
  /** `YYYY-MM-DD` */
  today: string
  colleagues: readonly Colleague[]
  deputies: readonly DeputyRow[]
  done?: PartDone | undefined
  errors?: readonly FormError[]
  typed?: Record<string, string>
}

export function partPage(view: View, page: PartPage): Page {
  const { read, mayDecide, done, errors = [] } = page
  const title = view.t('cases.part.title', { event: eventName(view, read.application.event), receipt: read.application.receipt ?? '' })
  return consolePage(view, {
    title, errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/console" />
        <ErrorSummary view={view} errors={errors} />
        {done === undefined ? null : <Notice kind="done" title={view.t(doneWords[done])} />}
        <h1>{title}</h1>
        <ClockInWords view={view} part={read.part} />
        {read.part.plea === null ? null : <Notice kind="attention" title={view.t('cases.objection.title')}><p>{read.part.plea}</p><p>{view.t(read.part.reclaim === null ? 'cases.objection.another' : 'cases.reclaim.another')}</p></Notice>}
        {toBeWeighed.filter((kind) => read.happenings.some((one) => one.kind === kind)).map((kind) => <Notice key={kind} kind="attention" title={view.t(`cases.part.${kind}`)}><p>{view.t(`cases.part.${kind}-next`)}</p></Notice>)}
        {read.takenDown.length === 0 ? null : (
          <Notice title={view.t('counter.part.title')}>
            {read.takenDown.map(({ official, agency, at, signed }) => <p key={at.toISOString()}>{view.t('counter.part.by', { official, agency: agencyName(view, agency), date: view.dateTime(at), signed: signed ? 'yes' : 'no' })}</p>)}
            {mayDecide ? null : <p>{view.t('counter.part.another')}</p>}
          </Notice>
        )}
        <PartReferral view={view} page={page} />
        <PartHolder view={view} page={page} />
        <div class="columns">
          <PartFacts view={view} read={read} />
          <div><PartSignatures view={view} page={page} /><PartDecisions view={view} page={page} /><Gathered view={view} page={page} /><AskRegisters view={view} read={read} /></div>
          <PartHistory view={view} page={page} />
        </div>
      </>
    ),
  })
}
