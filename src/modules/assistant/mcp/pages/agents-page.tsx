/** AI and apps that act for me: what each may do, what it did and when, and the button that ends it at once. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../../web/components/link-list/link-list.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { Tag } from '../../../../web/components/tag/tag.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ConsentToClient } from '../../../identity/index.ts'
import type { ActRow } from '../acts/acts.ts'
import type { Confirmation } from '../confirm/confirmations.ts'
import { hostInWords } from './host-in-words.ts'
import { objectInWords } from './object-in-words.ts'

export interface AgentsPage {
  /** Where the programs connect. */
  address: string
  consents: readonly ConsentToClient[]
  waiting: readonly Confirmation[]
  acts: readonly ActRow[]
  /** Of a scope, in the reader's language. */
  meaning(scope: string): string
}

export function agentsPage(view: View, { address, consents, waiting, acts, meaning }: AgentsPage): Page {
  const { t } = view
  const names = new Map(consents.map(({ client, name }) => [client, name]))
  const live = consents.filter(({ ended }) => ended === null)
  const lastOf = (client: string) => acts.find((act) => act.client === client)?.at
  return portalPage(view, {
    title: t('assistant.agents.title'), wide: true,
    children: (
      <>
        <h1>{t('assistant.agents.title')}</h1>
        <Lead>{t('assistant.agents.lead')}</Lead>
        {waiting.length === 0 ? null : (
          <>
            <h2>{t('assistant.agents.waiting')}</h2>
            <LinkList items={waiting.map(({ id, client, act, object }) => ({
              href: `/my/agents/confirm/${id}`, title: t(`assistant.agents.wants.${act}`, { name: names.get(client) ?? client, object: objectInWords(view, act, object) }), tag: <Tag kind="attention">{t('assistant.agents.unanswered')}</Tag>,
            }))} />
          </>
        )}
        {live.length === 0
          ? <Empty title={t('assistant.agents.empty')}><p>{t('assistant.agents.empty-next', { address })}</p></Empty>
          : live.map((consent) => <Agent key={consent.client} view={view} consent={consent} last={lastOf(consent.client)} meaning={meaning} />)}
        {acts.length === 0 ? null : (
          <Table caption={t('assistant.agents.acts')} head={[t('assistant.agents.when'), t('assistant.agents.who'), t('assistant.agents.what'), t('assistant.agents.outcome')]}
            rows={acts.map(({ at, client, tool, outcome }) => [view.dateTime(at), names.get(client) ?? t('assistant.agents.nameless'), t(`assistant.tool.${tool}`), t(`assistant.outcome.${outcome}`)])} />
        )}
      </>
    ),
  })
}

function Agent({ view, consent: { client, name, host, scopes, since }, last, meaning }: { view: View; consent: ConsentToClient; last: Date | undefined; meaning: AgentsPage['meaning'] }) {
  const { t } = view
  return (
    <section class="part">
      <h2>{name}</h2>
      <p>{t('assistant.agents.agreed', { host: hostInWords(view, host), date: view.dateTime(since) })} {last === undefined ? t('assistant.agents.never') : t('assistant.agents.last', { date: view.dateTime(last) })}</p>
      <ul>{scopes.map((scope) => <li key={scope}>{meaning(scope)}</li>)}</ul>
      <Form view={view} action="/my/agents/end">
        <input type="hidden" name="client" value={client} />
        <Button kind="danger">{t('assistant.agents.end', { name })}</Button>
      </Form>
    </section>
  )
}
