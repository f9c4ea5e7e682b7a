import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import type { View } from '../../../web/view.ts'
import { deputyOf } from '../deputies/name-deputy.ts'
import { inOffice } from '../parts/transitions.ts'
import { holderName } from './load-page.tsx'
import type { PartPage } from './part-page.tsx'

/** Who has it, and the ways to take it on or to hand it over. */
export function PartHolder({ view, page: { read: { part }, colleagues, deputies, today } }: { view: View; page: PartPage }) {
  const { t, principal } = view
  const me = principal.kind === 'official' ? principal.official : ''
  const action = `/console/parts/${part.id}/holder`
  const held = t('cases.holder.held', { name: holderName(view, colleagues, part.holder) })
  if (!inOffice.includes(part.status)) return null
  if (part.holder === null) return <Form view={view} action={action}><p>{held}</p><input type="hidden" name="to" value={me} /><Button kind="secondary">{t('cases.holder.take')}</Button></Form>
  const standing = deputyOf(deputies, part.holder, today)
  return (
    <>
      {standing === undefined ? null : (
        <Notice kind="attention" title={t('cases.holder.away', { name: holderName(view, colleagues, part.holder), date: view.date(standing.until_day) })}>
          <p>{standing.deputy === me ? t('cases.holder.in-place') : t('cases.holder.deputy', { deputy: holderName(view, colleagues, standing.deputy) })}</p>
        </Notice>
      )}
      <Details summary={held}>
        <Form view={view} action={action}>
          <Select name="to" label={t('cases.holder.to')} value={part.holder} items={[{ value: '', label: t('cases.load.nobody') }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
          <Button kind="secondary">{t('cases.holder.hand-over')}</Button>
        </Form>
      </Details>
    </>
  )
}
