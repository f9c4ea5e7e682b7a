/** Whoever stands there has shown who they are: for whom, and what for. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { MandateRow } from '../../../identity/index.ts'
import type { VisitRow } from '../visit.ts'
import { visitPath } from './counter-bar.tsx'

export interface BeginPage { visit: VisitRow; mandates: readonly MandateRow[]; typed?: { whom?: string; event?: string; language?: string }; errors?: readonly FormError[] }

/** In the place of a mandate. */
export const themselves = 'self'

export function beginPage(view: View, { visit, mandates, typed = {}, errors = [] }: BeginPage): Page {
  const { t, pack } = view
  const title = t('counter.begin.title', { name: visit.name })
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const as = (kind: string) => view.text(pack.mandates.find(({ id }) => id === kind)?.as ?? {}) || kind
  return consolePage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <Lead>{t('counter.begin.lead', { time: view.dateTime(visit.ends_at) })}</Lead>
        <Form view={view} action={visitPath(visit.id, 'begin')}>
          {mandates.length === 0 ? <input type="hidden" name="whom" value={themselves} /> : (
            <Radios name="whom" legend={t('counter.begin.whom')} value={typed.whom ?? themselves} error={errorAt('whom')}
              items={[{ value: themselves, label: t('counter.begin.self', { name: visit.name }) }, ...mandates.map(({ id, subject_name: name, kind }) => ({ value: id, label: t('counter.begin.for', { name, as: as(kind) }) }))]} />
          )}
          <Radios name="event" legend={t('counter.begin.event')} value={typed.event} error={errorAt('event')}
            items={pack.lifeEvents.filter(({ open }) => open).map(({ id, name }) => ({ value: id, label: view.text(name) }))} />
          <Radios name="language" legend={t('counter.begin.language')} hint={t('counter.begin.language-hint')} value={typed.language ?? pack.defaultLanguage} error={errorAt('language')}
            items={pack.languages.map(({ tag, name, html, dir }) => ({ value: tag, label: <span lang={html} dir={dir}>{name}</span> }))} />
          <Button>{t('counter.begin.go')}</Button>
        </Form>
        <Form view={view} action={visitPath(visit.id, 'finish')}><Button kind="secondary">{t('counter.bar.finish')}</Button></Form>
      </>
    ),
  })
}
