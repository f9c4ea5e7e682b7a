/** A letter in the reader's own name: who wanted it, how far it has come, and what to do if they know nothing of it. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownLetter } from '../letters.ts'

export function ownLetterPage(view: View, row: ShownLetter): Page {
  const { t, pack, principal } = view
  const surer = principal.kind === 'resident' && principal.assurance === undefined
  const agency = view.text(pack.agencies.find(({ id }) => id === row.agency)?.name ?? {}) || row.agency
  const { phone } = pack.helpLine
  return portalPage(view, {
    title: t('letters.own.title'),
    children: (
      <>
        <BackLink view={view} href="/my/passkeys" />
        <h1>{t('letters.own.title')}</h1>
        <Lead>{t(`letters.own.lead-${row.began}`, { agency })}</Lead>
        <SummaryList rows={[
          { key: t('letters.own.sender'), value: agency },
          { key: t('registration.own.when'), value: view.dateTime(row.opened_at) },
          { key: t('letters.own.sent'), value: row.sent_at === null ? t('letters.own.not-sent') : view.dateTime(row.sent_at) },
          { key: t('registration.office.column.state'), value: stateOfLetter(view, row) },
        ]} />
        {row.state === 'open' ? (
          <>
            <h2>{t('registration.own.not-you')}</h2>
            <p>{t('letters.own.not-you-open', { phone })}</p>
            <Stop view={view} id={row.id} label={t('letters.own.stop')} />
          </>
        ) : null}
        {row.state === 'used' ? (
          <>
            <h2>{t('registration.own.not-you')}</h2>
            <p>{surer ? t('letters.own.not-you-used', { phone }) : t('letters.own.not-you-call', { phone })}</p>
            {surer ? <Stop view={view} id={row.id} label={t('letters.own.end')} /> : null}
          </>
        ) : null}
      </>
    ),
  })
}

const Stop = ({ view, id, label }: { view: View; id: string; label: string }) => <Form view={view} action={`/my/letters/${id}/stop`}><Button kind="danger">{label}</Button></Form>

/** How far a letter has come, and who ended it. */
export function stateOfLetter({ t, dateTime }: View, { state, ends_at, settled_at, settled_by }: ShownLetter): string {
  return t(`letters.state.${state}`, { date: dateTime(settled_at ?? ends_at), by: (settled_by ?? 'house').split(':', 1)[0]! })
}
