/** One part at its agency: facts with source and time, the rules' reasoning beside each decision, the timeline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ReadPart } from '../read-part.ts'
import { PartDecisions } from './part-decisions.tsx'
import { PartFacts } from './part-facts.tsx'
import { PartHistory } from './part-history.tsx'
import { eventName } from './value-in-words.ts'

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
    title, errors, wide: true,
    children: (
      <>
        <BackLink view={view} href="/console" />
        <ErrorSummary view={view} errors={errors} />
        {done === undefined ? null : <Notice kind="done" title={view.t(done === 'recorded' ? 'cases.part.recorded' : 'cases.part.asked-notice')} />}
        <h1>{title}</h1>
        {read.part.due_on === null ? null : <p class="hint">{view.t('cases.application.due', { date: view.date(read.part.due_on) })}</p>}
        <div class="columns">
          <PartFacts view={view} read={read} />
          <PartDecisions view={view} page={page} />
          <PartHistory view={view} page={page} />
        </div>
      </>
    ),
  })
}
