/** What is about to be done to somebody's cards, before it is: whose, which, what follows, and what they will read. */
import type { CredentialType } from '../../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { CardAct } from '../../tables.ts'

export interface AskPage { type: CredentialType; person: string; /** Of the file, and of the register; empty where none was compared. */ name: string; act: CardAct; reason: string; law: string }

export function askPage(view: View, { type, person, name: holder, act, reason, law }: AskPage): Page {
  const { t } = view
  const name = view.text(type.name)
  const title = t(`credentials.desk.asked-${act}`, { name })
  return consolePage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t(`credentials.desk.follows-${act}`)}</Lead>
        <SummaryList rows={[
          { key: t('credentials.desk.column.person'), value: <><span dir="ltr">{person}</span>{type.holding === undefined ? null : <><br />{t('credentials.desk.name-same', { name: holder })}</>}</> }, { key: t('credentials.desk.column.card'), value: name },
          { key: t('credentials.desk.reason'), value: reason }, { key: t('credentials.desk.law'), value: law },
        ]} />
        <p>{t('credentials.desk.told')}</p>
        <Form view={view} action="/console/cards/orders">
          {Object.entries({ person, name: holder, type: type.id, act, reason, law }).map(([field, value]) => <input key={field} type="hidden" name={field} value={value} />)}
          <Button kind="danger">{t(`credentials.desk.do-${act}`)}</Button>
        </Form>
        <p><ButtonLink href="/console/cards" kind="secondary">{t('credentials.desk.not')}</ButtonLink></p>
      </>
    ),
  })
}
