/** A company registers: who it is, the keys it signs with, where people come back to, and what it wants to ask for. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Mistake, TypedRegistration } from '../registry/read-registration.ts'
import { fieldIn } from './names.ts'

const empty: TypedRegistration = { name: '', number: '', contact: '', redirects: '', keysAddress: '', keys: '', notices: '', grounds: '', purposes: [] }

export function newPartnerPage(view: View, typed = empty, mistakes: readonly Mistake[] = []): Page {
  const { t, pack } = view
  // One field, one sentence: the first that is wrong.
  const errors: FormError[] = [...new Map(mistakes.toReversed().map(({ field, wrong }) => [field, { field, text: t(`partners.new.${wrong}`) }])).values()].toReversed()
  const of = (name: Mistake['field']) => ({ name, label: t(`partners.new.${name}`), error: errors.find(({ field }) => field === name)?.text })
  return portalPage(view, {
    title: t('partners.new.title'), errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('partners.new.title')}</h1>
        <Lead>{t('partners.new.lead')}</Lead>
        <Form view={view} action="/partners/new">
          <TextField {...of('name')} value={typed.name} autocomplete="organization" />
          <TextField {...of('number')} value={typed.number} width={20} autocomplete="off" />
          <TextField {...of('contact')} value={typed.contact} type="email" autocomplete="email" />
          <TextField {...of('redirects')} hint={t('partners.new.redirects-hint')} value={typed.redirects} rows={3} />
          <TextField {...of('keysAddress')} hint={t('partners.new.keys-address-hint')} value={typed.keysAddress} />
          <TextField {...of('keys')} hint={t('partners.new.keys-hint')} value={typed.keys} rows={8} />
          <TextField {...of('notices')} hint={t('partners.new.notices-hint')} value={typed.notices} />
          <Checkboxes {...of('purposes')} legend={t('partners.new.purposes')} values={typed.purposes} items={pack.purposes.filter(({ companies }) => companies).map(({ id, name, fields }) => (
            { value: id, label: view.text(name), hint: fields.map((field) => fieldIn(view, field).label).join(', ') }))} />
          <TextField {...of('grounds')} hint={t('partners.new.grounds-hint')} value={typed.grounds} rows={4} />
          <Button>{t('partners.new.send')}</Button>
        </Form>
      </>
    ),
  })
}
