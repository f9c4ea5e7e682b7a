/** The code and what stands in no letter: all of it belongs together, or nothing is said of any. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { DateField } from '../../../../web/components/date-field/date-field.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'

export interface TakeLetterPage {
  code?: string
  person?: string
  birthDate?: string
  /** The code came with the picture in the letter. */
  fromLink?: boolean
  errors?: readonly FormError[]
}

export function takeLetterPage(view: View, { code, person, birthDate, fromLink = false, errors = [] }: TakeLetterPage = {}): Page {
  const { t } = view
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.text
  return portalPage(view, {
    title: t('letters.take.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('letters.take.title')}</h1>
        <Lead>{t('letters.take.lead')}</Lead>
        <Form view={view} action="/register/letter">
          {fromLink ? <input type="hidden" name="code" value={code} />
            : <TextField name="code" label={t('registration.register.code')} hint={t('registration.register.code-hint')} width={20} autocomplete="off" value={code} error={errorAt('code')} />}
          <TextField name="person" label={t('letters.number')} hint={t('letters.number-hint')} width={20} autocomplete="off" value={person} error={errorAt('person')} />
          <DateField name="birthDate" label={t('letters.birth')} autocomplete="bday" value={birthDate} error={errorAt('birthDate')} />
          <Button>{t('registration.register.button')}</Button>
        </Form>
        <h2>{t('letters.take.no-letter')}</h2>
        <p><a href="/sign-in/letter">{t('letters.ask.title')}</a></p>
      </>
    ),
  })
}
