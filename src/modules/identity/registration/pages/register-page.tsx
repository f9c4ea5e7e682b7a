/** The code and the name: both, or nothing is said of either. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { whereToRegister } from '../../pages/what-letter-opens.tsx'

export interface RegisterPage {
  code?: string
  name?: string
  /** The code came with the link: only the name is asked for. */
  fromLink?: boolean
  /** Letters go out here, too. */
  byLetter?: boolean
  errors?: readonly FormError[]
}

export function registerPage(view: View, { code, name, fromLink = false, byLetter = false, errors = [] }: RegisterPage = {}): Page {
  const { t } = view
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.text
  return portalPage(view, {
    title: t('registration.register.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('registration.register.title')}</h1>
        <Lead>{t('registration.register.lead')}</Lead>
        <Form view={view} action="/register">
          {fromLink ? <input type="hidden" name="code" value={code} />
            : <TextField name="code" label={t('registration.register.code')} hint={t('registration.register.code-hint')} width={20} autocomplete="off" value={code} error={errorAt('code')} />}
          <TextField name="name" label={t('registration.register.name')} hint={t('registration.register.name-hint')} width={20} autocomplete="name" value={name} error={errorAt('name')} />
          <Button>{t('registration.register.button')}</Button>
        </Form>
        <h2>{t('registration.register.no-code')}</h2>
        <p>{whereToRegister(view)}</p>
        {byLetter ? (
          <>
            <h2>{t('letters.register.title')}</h2>
            <p>{t('letters.register.lead')}</p>
            <ul><li><a href="/sign-in/letter">{t('letters.ask.title')}</a></li><li><a href="/register/letter">{t('letters.take.title')}</a></li></ul>
          </>
        ) : null}
      </>
    ),
  })
}
