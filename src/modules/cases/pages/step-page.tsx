/** The frame of every page of an application: where you are, the way back, what to put right. */
import type { ComponentChildren } from 'preact'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { OwnApplication } from '../index.ts'
import { isAwaited } from '../apply/draft.ts'
import { contributionsStep, stepsOf } from '../apply/steps.ts'
import { lifeEventOf } from '../apply/subject.ts'
import { eventName } from './value-in-words.ts'

/** An application whose form is open. */
export type Filled = OwnApplication

export interface StepFrame {
  application: Filled
  step: string
  title: string
  lead?: string | undefined
  errors?: readonly FormError[]
  /** Where it is no page that is simply shown. */
  status?: number
  children: ComponentChildren
}

export const stepPath = ({ id }: Pick<Filled, 'id'>, step: string) => `/apply/${id}/${step}`

/** Saying yes to every agency in one press. */
export const agreeToAllStep = 'agree-to-all'

export function stepPage(view: View, { application, step, title, lead, errors = [], status, children }: StepFrame): Page {
  const steps = stepsOf(view.pack, application.event, application.draft)
  const at = steps.indexOf(step)
  const before = steps[at - 1]
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : status === undefined ? {} : { status }),
    children: (
      <>
        <BackLink view={view} href={before === undefined ? `/life-events/${application.event}` : stepPath(application, before)} />
        <ErrorSummary view={view} errors={errors} />
        <p class="caption">{view.t('cases.step-of', { event: eventName(view, application.event), step: at + 1, steps: steps.length })}</p>
        <h1>{title}</h1>
        {application.newer ? <Notice title={view.t('cases.renew.newer')}><p><a href={stepPath(application, 'newer-form')}>{view.t('cases.renew.look')}</a></p></Notice> : null}
        {application.draft.renewed ? <Notice title={view.t('cases.renew.done')} /> : null}
        {lead === undefined ? null : <Lead>{lead}</Lead>}
        <Awaited view={view} application={application} />
        {children}
        {lifeEventOf(view.pack, application.event)?.contributions ? <p><a href={stepPath(application, contributionsStep)}>{view.t('contributions.form.link')}</a></p> : null}
      </>
    ),
  })
}

/** Without them it is not sent. */
function Awaited({ view, application }: { view: View; application: Filled }) {
  const { draft } = application
  if (!isAwaited(draft)) return null
  const names = new Set(Object.values(draft.entrusted ?? {}).filter(({ by }) => by === undefined).map(({ label }) => label))
  return (
    <Notice kind="attention" title={view.t('contributions.form.waits', { names: new Intl.ListFormat(view.language.html).format(names) })}>
      <p>{view.t('contributions.form.waits-lead')}</p>
      <p><a href={stepPath(application, contributionsStep)}>{view.t('contributions.form.see')}</a></p>
    </Notice>
  )
}
