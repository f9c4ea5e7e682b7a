/** Number, name and day of birth, as the register has them; no address, since whoever asks does not say where the letter goes. */
import type { LetterRule } from '../../../../../packages/pack-kit/schema/manifest.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { whereToRegister } from '../../pages/what-letter-opens.tsx'

export interface TypedAsking { person: string; name: string; birthDate: string }

export function askLetterPage(view: View, { rule, typed, errors = [] }: { rule: LetterRule; typed?: TypedAsking; errors?: readonly FormError[] }): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return portalPage(view, {
    title: t('letters.ask.title'), errors,
    children: (
      <>
        <BackLink view={view} href="/register" />
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('letters.ask.title')}</h1>
        <Lead>{t('letters.ask.lead')}</Lead>
        <Form view={view} action="/sign-in/letter">
          <TextField name="person" label={t('letters.number')} hint={t('letters.number-hint')} width={20} autocomplete="off" value={typed?.person} error={errorAt('person')} />
          <TextField name="name" label={t('registration.register.name')} hint={t('letters.ask.name-hint')} width={20} autocomplete="name" value={typed?.name} error={errorAt('name')} />
          <DateField name="birthDate" label={t('letters.birth')} autocomplete="bday" value={typed?.birthDate} error={errorAt('birthDate')} />
          <Button>{t('letters.ask.button')}</Button>
        </Form>
        <p>{t('letters.ask.level')}</p>
        <h2>{t('letters.ask.none')}</h2>
        <p>{t('letters.ask.none-why', { age: rule.fromAge })}</p>
        <p>{whereToRegister(view)}</p>
        <Law view={view} source={rule.source} />
      </>
    ),
  })
}

/** The same whatever was right or wrong. */
export function askedPage(view: View, { days }: LetterRule): Page {
  const { t } = view
  return portalPage(view, {
    title: t('letters.asked.title'),
    children: (
      <>
        <h1>{t('letters.asked.title')}</h1>
        <Lead>{t('letters.asked.lead', { days })}</Lead>
        <p>{t('letters.asked.why')}</p>
        <p>{t('letters.asked.next')} {whereToRegister(view)}</p>
        <div class="buttons"><ButtonLink href="/register/letter" kind="secondary">{t('letters.take.title')}</ButtonLink></div>
      </>
    ),
  })
}
