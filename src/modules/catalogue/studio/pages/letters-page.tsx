/** The letters of a service: what an approval says, and what a refusal says, in every language of the pack. */
import { letterOutcomes } from '../../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Typed } from '../read-details.ts'
import { valuesOf } from '../read-letters.ts'
import { InLanguages } from './details-page.tsx'
import { inSummary } from './mistakes-in-words.ts'
import { versionPath } from './services-studio-page.tsx'

export interface LettersPage { version: { id: string; revision: number }; typed: Typed; errors?: readonly FormError[] }

export function lettersPage(view: View, { version, typed, errors = [] }: LettersPage): Page {
  const { t } = view
  const title = t('catalogue.studio.letters')
  const path = versionPath(version.id)
  return consolePage(view, {
    title, errors,
    children: (
      <>
        <BackLink view={view} href={path} />
        <ErrorSummary view={view} errors={inSummary(view, errors)} />
        <h1>{title}</h1>
        <Lead>{t('catalogue.studio.letters-lead')}</Lead>
        <Form view={view} action={`${path}/letters`}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          {letterOutcomes.map((outcome) => (
            <InLanguages key={outcome} view={view} name={`letters.${outcome}`} label={t(`catalogue.studio.letter.${outcome}`)} hint={t('catalogue.studio.letter-values', { names: valuesOf(outcome) })} typed={typed} errors={errors} rows={5} />
          ))}
          <Button>{t('catalogue.studio.save')}</Button>
        </Form>
      </>
    ),
  })
}
