/** Officials sign in with a passkey, or the ID in their wallet; the demonstration has a list of its posts, some ninety of them in Korea. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../index.ts'
import { passkeyScript } from '../passkeys/passkey-script.ts'
import { PasskeyForm } from './passkey-form.tsx'

export interface ConsoleSignInPage { identity: Identity; next: string | undefined; options: object; errors?: readonly FormError[] }

export function consoleSignInPage(view: View, { identity, next, options, errors = [] }: ConsoleSignInPage): Page {
  const { t } = view
  const agencyOf = (id: string) => view.text(view.pack.agencies.find((agency) => agency.id === id)?.name ?? {})
  return portalPage(view, {
    title: t('identity.console.title'), script: passkeyScript.path, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('identity.console.title')}</h1>
        <Lead>{t('identity.console.lead')}</Lead>
        <PasskeyForm view={view} action="/sign-in/passkey" ceremony="sign-in" options={options} label={t('identity.sign-in.passkey')} next={next ?? '/console'} />
        <noscript><p>{t('identity.console.no-script')}</p></noscript>
        {view.pack.requests.some(({ signIn }) => signIn === 'console') ? (
          <>
            <h2>{t('identity.console.wallet-title')}</h2>
            <p>{t('identity.console.wallet-lead')}</p>
            <Form view={view} action="/console/sign-in/wallet">
              {next?.startsWith('/authorize/') ? <input type="hidden" name="next" value={next} /> : null}
              <Button kind="secondary">{t('identity.console.wallet')}</Button>
            </Form>
          </>
        ) : null}
        {identity.demonstration === null ? null : (
          <Form view={view} action="/console/sign-in">
            {next === undefined ? null : <input type="hidden" name="next" value={next} />}
            <Select name="official" label={t('identity.console.choose')} hint={t('identity.sign-in.fictitious')} error={errors[0]?.text}
              items={[{ value: '', label: t('identity.console.choose') }, ...identity.demonstration.officials.map(({ id, agency, roles }) => ({ value: id, label: `${agencyOf(agency)}: ${roles.map((role) => t(`identity.role.${role}`)).join(', ')}` }))]} />
            <Button>{t('identity.sign-in.button')}</Button>
          </Form>
        )}
      </>
    ),
  })
}
