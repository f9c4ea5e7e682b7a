/** The letters of a service: what an approval, a refusal, a question, a referral and an end say, in every language of the pack. */
import { letterValuesOf } from '../../../../../packages/pack-kit/letter-values.ts'
import { letterOutcomes, type PublicService } from '../../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Typed } from '../read-details.ts'
import { namesOf } from '../read-letters.ts'
import { InLanguages } from './details-page.tsx'
import { inSummary } from './mistakes-in-words.ts'
import { versionPath } from './services-studio-page.tsx'

export interface LettersPage { version: { id: string; revision: number }; service: PublicService; typed: Typed; errors?: readonly FormError[] }

export function lettersPage(view: View, { version, service, typed, errors = [] }: LettersPage): Page {
  const { t, pack } = view
  const facts = [...letterValuesOf(pack, service, 'approved')].flatMap(([name, { fact }]) => (fact ? [{ key: `{${name}}`, value: view.text(fact.label) }] : []))
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
        {facts.length === 0 ? null : <Details summary={t('catalogue.studio.letter-facts')}><SummaryList rows={facts} /></Details>}
        <Form view={view} action={`${path}/letters`}>
          <input type="hidden" name="revision" value={String(version.revision)} />
          {letterOutcomes.map((outcome) => (
            <InLanguages key={outcome} view={view} name={`letters.${outcome}`} label={t(`catalogue.studio.letter.${outcome}`)} hint={t('catalogue.studio.letter-values', { names: namesOf(new Map([...letterValuesOf(pack, service, outcome)].filter(([, { fact }]) => fact === undefined))) })} typed={typed} errors={errors} rows={5} />
          ))}
          <Button>{t('catalogue.studio.save')}</Button>
        </Form>
      </>
    ),
  })
}
