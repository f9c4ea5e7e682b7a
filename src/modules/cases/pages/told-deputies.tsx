import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { ToldDeputy } from '../deputies/told-deputies.ts'
import type { Colleague } from '../parts/hold-parts.ts'
import { holderName } from './load-page.tsx'

/** For whom one acts, or no longer does; it stands there until it is read. */
export function ToldDeputies({ view, told, colleagues }: { view: View; told: readonly ToldDeputy[]; colleagues: readonly Colleague[] }) {
  const { t, date } = view
  return (
    <>
      {told.map(({ id, official, from_day, until_day, what }) => {
        const title = t(`cases.deputies.told.${what}`, { name: holderName(view, colleagues, official), from: date(from_day), until: date(until_day) })
        return (
          <Notice key={id} kind={what === 'begun' ? 'attention' : 'info'} title={title}>
            <p>{t(`cases.deputies.told-next.${what === 'begun' ? 'begun' : 'over'}`)}</p>
            <Form view={view} action={`/console/deputies/${id}/read`} label={title}><Button kind="secondary">{t('cases.deputies.read')}<span class="hidden"> ({title})</span></Button></Form>
          </Notice>
        )
      })}
    </>
  )
}
