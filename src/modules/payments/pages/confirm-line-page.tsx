/** Exactly what the clerk's choice does, before it is done. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { type Effect, notOurs } from '../by-hand/assign-line.ts'
import { entryKinds } from '../chart.ts'
import { LineFacts } from './line-page.tsx'
import { amountInWords, serviceName } from './payment-in-words.ts'
import { reconciliationPath } from './reconciliation-page.tsx'

export function confirmLinePage(view: View, { line, candidate, entries, reason }: Effect & { reason: string }): Page {
  const { t } = view
  const path = `${reconciliationPath}/${line.id}`
  const title = t('payments.line.confirm-title', { reference: line.bank_reference })
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href={path} />
        <h1>{title}</h1>
        <LineFacts view={view} line={line} />
        <h2>{t('payments.line.becomes')}</h2>
        <SummaryList rows={[
          { key: t('payments.column.what'), value: candidate ? `${serviceName(view, candidate.service)}, ${amountInWords(view, candidate)}` : t('payments.line.not-ours') },
          ...(candidate ? [{ key: t('payments.column.receipt'), value: candidate.receipt }] : []),
          { key: t('payments.line.why'), value: reason },
        ]} />
        {candidate ? (
          <>
            <Table caption={t('payments.line.entries')} head={['entry', 'debit', 'credit', 'amount'].map((column) => t(`payments.column.${column}`))} numeric={[3]}
              rows={entries.map((kind) => [t(`payments.entry.${kind}`), t(`payments.ledger.${entryKinds[kind].debit}`), t(`payments.ledger.${entryKinds[kind].credit}`), view.money(candidate.amount)])} />
            <p>{t('payments.line.told')}</p>
          </>
        ) : <p>{t('payments.line.nothing-booked')}</p>}
        <Form view={view} action={path}>
          <input type="hidden" name="payment" value={candidate?.id ?? notOurs} />
          <input type="hidden" name="reason" value={reason} />
          <Button name="confirmed" value="yes">{t('payments.line.confirm')}</Button>
        </Form>
      </>
    ),
  })
}
