/** An assistant or an app asks to act for the person: whose it is, and each thing that it wants, to be chosen one by one. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Agent } from '../authorization/agents/find-agent.ts'

export interface AgentConsentPage {
  uid: string
  agent: Agent
  /** Of the person. */
  name: string
  scopes: readonly { scope: string; text: string }[]
  /** Those that the person has agreed to before. */
  chosen: readonly string[]
  errors?: readonly FormError[]
}

export function agentConsentPage(view: View, { uid, agent: { name: client, host, vouched, back, local }, name, scopes, chosen, errors = [] }: AgentConsentPage): Page {
  const { t } = view
  const title = t('identity.agent.title', { client })
  return portalPage(view, {
    title, errors,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <Lead>{t('identity.agent.lead', { name, client })}</Lead>
        <Notice kind={vouched ? 'info' : 'attention'} title={t(vouched ? 'identity.agent.vouched' : 'identity.agent.unknown', { host, client })}>
          <p>{t(local ? 'identity.agent.local' : 'identity.consent.back', { host: back })}</p>
        </Notice>
        <Form view={view} action={`/authorize/${uid}/allow`}>
          <Checkboxes name="scope" legend={t('identity.agent.choose')} hint={t('identity.agent.choose-hint')} error={errors[0]?.text} values={chosen} items={scopes.map(({ scope, text }) => ({ value: scope, label: text }))} />
          <p>{t('identity.agent.lasting')}</p>
          <Button>{t('identity.consent.allow')}</Button>
        </Form>
        <Form view={view} action={`/authorize/${uid}/refuse`}><Button kind="secondary">{t('identity.consent.refuse')}</Button></Form>
      </>
    ),
  })
}
