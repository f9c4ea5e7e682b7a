/** Who looked at my data, and what I agreed to: every disclosure, nothing left out. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { AccessLogRow, ConsentRow, SweepLook } from '../index.ts'
import { groupDisclosures } from './group-disclosures.ts'
import { Kept } from './kept.tsx'
import { type Lookers, namesIn } from './names.ts'

export interface MyDataPage {
  log: AccessLogRow[]
  consents: ConsentRow[]
  /** The legal day. */
  today: string
  /** Looks at everybody, this person among them. */
  sweeps: SweepLook[]
  /** Id to go on from; absent on the last page. */
  older: string | undefined
  who: Lookers
}

export function myDataPage(view: View, { log, consents, today, sweeps, older, who }: MyDataPage): Page {
  const { t } = view
  const names = namesIn(view, who)
  const { purposeOf } = names
  return portalPage(view, {
    title: t('exchange.data.title'), wide: true,
    children: (
      <>
        <h1>{t('exchange.data.title')}</h1>
        <Lead>{t('exchange.data.lead')}</Lead>
        <LinkList items={[
          { href: '/my/data/proof', title: t('exchange.proof.title'), description: t('exchange.proof.short') },
          ...(view.pack.dataRights === undefined ? [] : [
            { href: '/my/data/held', title: t('exchange.held.title'), description: t('exchange.held.short') },
            { href: '/my/data/requests', title: t('exchange.requests.title'), description: t('exchange.requests.short') },
          ]),
          ...(view.pack.purposes.some(({ covert }) => covert) ? [{ href: '/sealed-looks', title: t('exchange.sealed.title'), description: t('exchange.sealed.short') }] : []),
          { href: '/my/agents', title: t('exchange.agents'), description: t('exchange.agents-short') },
        ]} />
        <h2>{t('exchange.log.title')}</h2>
        {log.length === 0 ? <Empty title={t('exchange.log.empty')} /> : (
          <Table caption={t('exchange.log.title')} head={['when', 'who', 'why', 'fields', 'law'].map((column) => t(`exchange.log.${column}`))}
            rows={groupDisclosures(log).flatMap((look) => {
              const [row] = look
              if (row === undefined) return []
              const purpose = purposeOf(row.purpose)
              return [[
                <When view={view} row={row} />,
                <>{names.recipient(row)}<br /><span class="hint">{names.role(row.recipient_role)}</span></>,
                purpose ? view.text(purpose.name) : row.purpose,
                <ul class="plain-list">{look.map(({ id, register, fields }) => (
                  <li key={id}><a href={`/my/data/looks/${id}`}>{names.register(register)}</a>: {fields.map((field) => names.field(register, field)).join(', ')}</li>
                ))}</ul>,
                purpose ? <><Law view={view} source={purpose.legalBasis} />{row.opened_at !== null && purpose.covert ? <Law view={view} source={purpose.covert.law} /> : null}</> : '',
              ]]
            })} />
        )}
        <Kept view={view} kept={view.pack.retention.accessLog} text="exchange.log.kept" />
        {older === undefined ? null : <p><a href={`/my/data?before=${older}`}>{t('exchange.log.older')}</a></p>}
        <Sweeps view={view} sweeps={sweeps} />
        <h2>{t('exchange.consents.title')}</h2>
        {consents.length === 0 ? <Empty title={t('exchange.consents.empty')} /> : (
          <ul class="plain-list">
            {consents.map((consent) => {
              const purpose = purposeOf(consent.purpose)
              const agency = consent.company_name ?? names.agency(purpose?.agency ?? '')
              const live = consent.agreed && consent.withdrawn_at === null
              return (
                <li key={consent.id} class="part">
                  <h3>{purpose ? view.text(purpose.name) : consent.purpose}</h3>
                  <p class="hint">
                    {agency} · {consent.withdrawn_at !== null ? t('exchange.consents.withdrawn', { date: view.dateTime(consent.withdrawn_at) })
                      : consent.agreed && consent.ends_on !== null && consent.ends_on < today ? t('exchange.consents.ended', { date: view.date(consent.ends_on) })
                      : consent.agreed ? t('exchange.consents.agreed', { date: view.dateTime(consent.given_at), until: view.date(consent.ends_on ?? '') })
                        : t('exchange.consents.refused', { date: view.dateTime(consent.given_at) })}
                  </p>
                  {typeof consent.shown_to === 'string' ? <p class="hint">{t('exchange.consents.on-behalf', { name: consent.shown_to })}</p> : null}
                  {typeof consent.written_by === 'string' ? <p class="hint">{t('exchange.consents.at-counter', { official: consent.written_by, agency: names.agency(consent.written_at ?? '') })}</p> : null}
                  <p><a href={`/api/consents/${consent.id}/record`}>{t('exchange.consents.record')}<span class="hidden"> ({purpose ? view.text(purpose.name) : consent.purpose}, {view.dateTime(consent.given_at)})</span></a></p>
                  {consent.agreed ? <p><a href={`/my/data/consents/${consent.id}`}>{t(live ? 'exchange.consents.change' : 'exchange.consents.see')}<span class="hidden"> ({purpose ? view.text(purpose.name) : consent.purpose}, {view.dateTime(consent.given_at)})</span></a></p> : null}
                  {live && (consent.ends_on ?? '') >= today ? <Form view={view} action={`/my/data/consents/${consent.id}/withdraw`}><Button kind="secondary">{t('exchange.consents.withdraw', { agency })}</Button></Form> : null}
                </li>
              )
            })}
          </ul>
        )}
        <Kept view={view} kept={view.pack.retention.consents} text="exchange.consents.kept" />
      </>
    ),
  })
}

/** A look that was sealed stands at the time it was made, and says why it is seen only now. */
function When({ view, row: { at, looked_at, opened_at } }: { view: View; row: AccessLogRow }) {
  if (looked_at === null || opened_at === null) return <>{view.dateTime(at)}</>
  return (
    <>
      {view.dateTime(looked_at)}<br /><span class="hint">{view.t('exchange.log.sealed-until', { date: view.dateTime(opened_at) })}</span>
    </>
  )
}

function Sweeps({ view, sweeps }: { view: View; sweeps: readonly SweepLook[] }) {
  const { t } = view
  const names = namesIn(view)
  if (sweeps.length === 0) return null
  return (
    <>
      <h2>{t('exchange.sweeps.title')}</h2>
      <p>{t('exchange.sweeps.lead')}</p>
      <Table caption={t('exchange.sweeps.title')} head={['when', 'who', 'why', 'fields', 'law'].map((column) => t(`exchange.log.${column}`))}
        rows={sweeps.map(({ at, recipient, purpose: id, fields }) => {
          const purpose = names.purposeOf(id)
          return [
            view.dateTime(at), names.agency(recipient), purpose ? view.text(purpose.name) : id,
            <Details summary={t('exchange.sweeps.fields', { count: fields.length })}>{fields.map((field) => names.field(...field.split('.') as [string, string])).join(', ')}</Details>,
            purpose ? <Law view={view} source={purpose.legalBasis} /> : '',
          ]
        })} />
    </>
  )
}
