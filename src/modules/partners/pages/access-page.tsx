/** Keys and addresses of a company, to be changed by whoever looks after it, or by the overseer. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkbox } from '../../../web/components/checkbox/checkbox.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Partner } from '../registry/partners.ts'
import type { Mistake, TypedAccess } from '../registry/read-registration.ts'

export interface AccessPage {
  partner: Partner
  /** Of its page; the form goes to `access` below it. */
  path: string
  office: boolean
  typed?: TypedAccess
  mistakes?: readonly Mistake[]
}

export const typedOf = ({ redirectUris, keys, notices }: Partner): TypedAccess => ({
  redirects: redirectUris.join('\n'), keysAddress: 'jwksUri' in keys ? keys.jwksUri : '', keys: 'jwks' in keys ? JSON.stringify(keys.jwks, null, 2) : '', notices: notices?.address ?? '',
})

export function accessPage(view: View, { partner, path, office, typed = typedOf(partner), mistakes = [] }: AccessPage): Page {
  const { t } = view
  const errors: FormError[] = [...new Map(mistakes.toReversed().map(({ field, wrong }) => [field, { field, text: t(`partners.new.${wrong}`) }])).values()].toReversed()
  const of = (name: keyof TypedAccess) => ({ name, label: t(`partners.new.${name}`), error: errors.find(({ field }) => field === name)?.text })
  const title = t('partners.access.title', { company: partner.name })
  return (office ? consolePage : portalPage)(view, {
    title, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href={path} />
        <h1>{title}</h1>
        <Lead>{t('partners.access.lead')}</Lead>
        <Form view={view} action={`${path}/access`}>
          <TextField {...of('redirects')} hint={t('partners.new.redirects-hint')} value={typed.redirects} rows={3} />
          <TextField {...of('keysAddress')} hint={t('partners.new.keys-address-hint')} value={typed.keysAddress} />
          <TextField {...of('keys')} hint={t('partners.new.keys-hint')} value={typed.keys} rows={8} />
          <TextField {...of('notices')} hint={t('partners.new.notices-hint')} value={typed.notices} />
          <Checkbox name="atOnce" value="yes" label={t('partners.access.at-once')} hint={t('partners.access.at-once-hint')} />
          <Button>{t('partners.access.save')}</Button>
        </Form>
      </>
    ),
  })
}
