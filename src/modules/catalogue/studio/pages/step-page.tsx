/** The title of a page of the form and what stands beneath it, in every language. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Typed } from '../read-details.ts'
import { InLanguages } from './details-page.tsx'
import { inSummary } from './mistakes-in-words.ts'
import { versionPath } from './services-studio-page.tsx'

export interface StepPage { version: { id: string; revision: number }; step: string; typed: Typed; errors?: readonly FormError[] }

export function stepPage(view: View, { version, step, typed, errors = [] }: StepPage): Page {
  const { t } = view
  const title = t('catalogue.studio.page')
  const path = versionPath(version.id)
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={path} />
        <ErrorSummary view={view} errors={inSummary(view, errors)} />
        <h1>{title}</h1>
        <Form view={view} action={`${path}/pages/${step}`}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          <InLanguages view={view} name="title" label={t('catalogue.studio.page-name')} typed={typed} errors={errors} />
          <InLanguages view={view} name="lead" label={t('catalogue.studio.page-lead')} hint={t('catalogue.studio.page-lead-hint')} typed={typed} errors={errors} rows={2} />
          <Button>{t('catalogue.studio.save')}</Button>
        </Form>
      </>
    ),
  })
}
