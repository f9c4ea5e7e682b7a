/** The frame of every page of an application: where you are, the way back, what to put right. */
import type { ComponentChildren } from 'preact'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { type AtCounter, CounterBar, visitPath } from '../counter/pages/counter-bar.tsx'
import type { OwnApplication } from '../index.ts'
import { isAwaited } from '../apply/draft.ts'
import { contributionsStep, stepsOf } from '../apply/steps.ts'
import { lifeEventOf } from '../apply/subject.ts'
import { agencyName, eventName } from './value-in-words.ts'

/** An application whose form is open: on the person's own device, or at a counter. */
export type Filled = OwnApplication & { atCounter?: AtCounter }

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

export const stepPath = ({ id, atCounter }: Pick<Filled, 'id' | 'atCounter'>, step: string) => (atCounter ? visitPath(atCounter.visit, step) : `/apply/${id}/${step}`)

/** Of a draft; what it does stands there before it is done. */
export const deletePath = (id: string) => `/apply/${id}/delete`

/** Saying yes to every agency in one press. */
export const agreeToAllStep = 'agree-to-all'

export function stepPage(view: View, { application, step, title, lead, errors = [], status, children }: StepFrame): Page {
  const steps = stepsOf(view.pack, application.event, application.draft)
  const at = steps.indexOf(step)
  const before = steps[at - 1]
  const { atCounter } = application
  const start = atCounter ? '/console/counter' : `/life-events/${application.event}`
  const page = {
    title, errors, ...(errors.length > 0 ? { status: 422 } : status === undefined ? {} : { status }),
    children: (
      <>
        <BackLink view={view} href={before === undefined ? start : stepPath(application, before)} />
        <ErrorSummary view={view} errors={errors} />
        <p class="caption">{view.t('cases.step-of', { event: eventName(view, application.event), step: at + 1, steps: steps.length })}</p>
        <h1>{title}</h1>
        {application.newer ? <Notice title={view.t('cases.renew.newer')}><p><a href={stepPath(application, 'newer-form')}>{view.t('cases.renew.look')}</a></p></Notice> : null}
        {application.draft.renewed ? <Notice title={view.t('cases.renew.done')} /> : null}
        {lead === undefined ? null : <Lead>{lead}</Lead>}
        {atCounter ? null : <WrittenDown view={view} application={application} />}
        <Awaited view={view} application={application} />
        {children}
        {!atCounter && lifeEventOf(view.pack, application.event)?.contributions ? <p><a href={stepPath(application, contributionsStep)}>{view.t('contributions.form.link')}</a></p> : null}
        {!atCounter && view.pack.counters ? <p><a href={stepPath(application, 'counter')}>{view.t('counter.own.title')}</a></p> : null}
        {atCounter ? null : <p><a href={deletePath(application.id)}>{view.t('cases.delete.link')}</a></p>}
      </>
    ),
  }
  return atCounter ? consolePage(view, { ...page, banner: <CounterBar view={view} at={atCounter} step={step} /> }) : portalPage(view, page)
}

/** Somebody else has written it down: the person looks at all of it before they send it. */
function WrittenDown({ view, application: { takenDown } }: { view: View; application: Filled }) {
  if (takenDown.length === 0) return null
  return (
    <Notice kind="attention" title={view.t('counter.written.title')}>
      {takenDown.map(({ official, agency, at }) => <p key={at.toISOString()}>{view.t('counter.written.by', { official, agency: agencyName(view, agency), date: view.dateTime(at) })}</p>)}
      <p>{view.t('counter.written.next')}</p>
    </Notice>
  )
}

/** Without them it is not sent. */
function Awaited({ view, application }: { view: View; application: Filled }) {
  const { draft } = application
  if (!isAwaited(draft)) return null
  const names = new Set(Object.values(draft.entrusted ?? {}).filter(({ by }) => by === undefined).map(({ label }) => label))
  return (
    <Notice kind="attention" title={view.t('contributions.form.waits', { names: new Intl.ListFormat(view.language.html).format(names) })}>
      <p>{view.t('contributions.form.waits-lead')}</p>
      {application.atCounter ? null : <p><a href={stepPath(application, contributionsStep)}>{view.t('contributions.form.see')}</a></p>}
    </Notice>
  )
}
