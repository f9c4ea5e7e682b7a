/** What each of the team holds, what is late or will be, and the way to hand it over. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Colleague, Load } from '../parts/hold-parts.ts'

export interface LoadPage { load: Load[]; colleagues: Colleague[]; moved?: number | undefined }

export const holderName = (view: View, colleagues: readonly Colleague[], holder: string | null) =>
  (holder === null ? view.t('cases.load.nobody') : colleagues.find(({ id }) => id === holder)?.name ?? view.t('cases.load.left'))

/** Who has acted, and in whose place. */
export const actorName = (view: View, colleagues: readonly Colleague[], actor: string, inPlaceOf: string | null) =>
  (inPlaceOf === null ? holderName(view, colleagues, actor) : view.t('cases.part.in-place', { name: holderName(view, colleagues, actor), other: holderName(view, colleagues, inPlaceOf) }))

export function loadPage(view: View, { load, colleagues, moved }: LoadPage): Page {
  const { t } = view
  const holders = load.flatMap(({ holder }) => (holder === null ? [] : [holder]))
  return consolePage(view, {
    title: t('cases.load.title'), wide: true,
    children: (
      <>
        <BackLink view={view} href="/console" />
        {moved === undefined ? null : <Notice kind="done" title={t('cases.load.moved', { count: moved })} />}
        <h1>{t('cases.load.title')}</h1>
        {load.length === 0 ? <Empty title={t('cases.load.empty')} /> : (
          <Table caption={t('cases.load.lead')} head={['who', 'open', 'waiting', 'late', 'soon', 'first'].map((column) => t(`cases.load.${column}`))} numeric={[1, 2, 3, 4]}
            rows={load.map(({ holder, open, waiting, late, soon, first }) => [
              holderName(view, colleagues, holder), view.number(open), view.number(waiting),
              late === 0 ? view.number(0) : <Tag kind="refused">{view.number(late)}</Tag>, soon === 0 ? view.number(0) : <Tag kind="attention">{view.number(soon)}</Tag>,
              first === null ? '' : view.date(first),
            ])} />
        )}
        {holders.length === 0 ? null : (
          <>
            <h2>{t('cases.load.hand-over')}</h2>
            <Form view={view} action="/console/load/hand-over">
              <Select name="from" label={t('cases.load.from')} items={holders.map((value) => ({ value, label: holderName(view, colleagues, value) }))} />
              <Select name="to" label={t('cases.load.to')} items={[{ value: '', label: t('cases.load.nobody') }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]} />
              <Button>{t('cases.load.do')}</Button>
            </Form>
          </>
        )}
      </>
    ),
  })
}
