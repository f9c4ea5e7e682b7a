/** The end of the form at a counter: what the person agrees to is theirs to confirm, on a device of their own or by hand on paper. */
import { Button } from '../../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../../web/components/checkboxes/checkboxes.tsx'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import type { View } from '../../../../web/view.ts'
import { type AtCounter, visitPath } from './counter-bar.tsx'

export function Finish({ view, at, version, errors }: { view: View; at: AtCounter; version: number; errors: readonly FormError[] }) {
  const { t } = view
  const name = at.present ?? at.name
  return (
    <>
      <h2>{t('counter.confirm.title', { name })}</h2>
      <h3>{t('counter.confirm.device')}</h3>
      <p>{t('counter.confirm.device-lead', { name })}</p>
      <Form view={view} action={visitPath(at.visit, 'hand-over')}><Button kind="secondary">{t('counter.confirm.hand-over', { name })}</Button></Form>
      <h3>{t('counter.confirm.paper')}</h3>
      <p>{t('counter.confirm.paper-lead', { name })}</p>
      <Form view={view} action={visitPath(at.visit, 'summary')}><Button kind="secondary">{t('counter.confirm.print')}</Button></Form>
      {at.printed !== null && at.printed !== version ? <Notice kind="attention" title={t('counter.confirm.changed')}><p>{t('counter.confirm.changed-next')}</p></Notice> : null}
      <Form view={view} action={visitPath(at.visit, 'check')}>
        <input type="hidden" name="version" value={String(version)} />
        <Checkboxes name="signed" legend={t('counter.confirm.statement')} values={[]} error={errors.find(({ field }) => field === 'signed')?.text} items={[{ value: 'yes', label: t('counter.confirm.signed', { name }) }]} />
        <Button>{t('counter.confirm.send', { name: at.name })}</Button>
      </Form>
    </>
  )
}
