/** A visit is over: how, what has become of what was written down, and what the person takes with them. Nothing of its pages is shown any more. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Amount } from '../../../../web/components/amount/amount.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { DeskVisit } from '../read-visits.ts'
import { visitPath } from './counter-bar.tsx'

/** @param late somebody has just tried to go on with it @param printable the receipt may still be printed */
export function overPage(view: View, { visit: { id, name, end, receipt }, printable, late = false }: { visit: DeskVisit; printable: boolean; late?: boolean }): Page {
  const { t } = view
  const title = t(`counter.over.${end ?? 'over'}`, { name })
  return consolePage(view, {
    title, ...(late ? { status: 410 } : {}),
    children: (
      <>
        <h1>{title}</h1>
        {receipt === null ? null : <dl class="totals"><div><dt>{t('cases.receipt.number')}</dt><dd><Amount>{receipt}</Amount></dd></div></dl>}
        <Lead>{t(`counter.over.${end ?? 'over'}-next`, { name })}</Lead>
        <div class="buttons">
          {printable ? <ButtonLink href={visitPath(id, 'receipt')}>{t('counter.receipt.print')}</ButtonLink> : null}
          <ButtonLink href="/console/counter" kind={printable ? 'secondary' : 'primary'}>{t('counter.over.go')}</ButtonLink>
        </div>
      </>
    ),
  })
}
