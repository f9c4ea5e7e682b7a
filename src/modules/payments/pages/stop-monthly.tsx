/** The clerk ends a monthly benefit whose decision has changed: from which month on, and why. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { after } from '../monthly/months.ts'

export function StopMonthly({ view, path, month, error }: { view: View; path: string; month: string; error: string | undefined }) {
  const { t } = view
  return (
    <>
      <h2>{t('payments.stop.title')}</h2>
      <p>{t('payments.stop.lead')}</p>
      <Form view={view} action={`${path}/stop`}>
        <Radios name="from" legend={t('payments.stop.from')} value="next"
          items={[{ value: 'next', label: t('payments.stop.next', { month: view.month(after(month)) }) }, { value: 'this', label: t('payments.stop.this', { month: view.month(month) }) }]} />
        <TextField name="reason" id="stop-reason" label={t('payments.reverse-reason')} hint={t('payments.stop.reason-hint')} rows={3} error={error} />
        <Button kind="danger">{t('payments.stop.title')}</Button>
      </Form>
    </>
  )
}
