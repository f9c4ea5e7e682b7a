/** One's own company: how it stands, and all that its program needs to begin. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { companyDetail } from '../../identity/index.ts'
import { bundlePath, bundleScope } from '../bundle/bundle-paths.ts'
import type { ToldTo } from '../index.ts'
import type { Partner } from '../registry/partners.ts'
import { KeysInWords } from './keys-in-words.tsx'
import { purposeName } from './names.ts'
import { StandingTag } from './standing-tag.tsx'
import { ToldToCompany } from './told-to.tsx'

export interface PartnerPage {
  partner: Partner
  origin: string
  /** Ids of people who do not exist, to try with. */
  people: readonly { id: string; name: string }[]
  told: ToldTo
}

export function partnerPage(view: View, { partner, origin, people, told }: PartnerPage): Page {
  const { t } = view
  const example = [{ type: companyDetail, purpose: partner.purposes[0], fields: view.pack.purposes.find(({ id }) => id === partner.purposes[0])?.fields.slice(0, 2) }]
  return portalPage(view, {
    title: partner.name,
    children: (
      <>
        <BackLink view={view} href="/partners" />
        <h1>{partner.name}</h1>
        <Notice kind={partner.standing === 'cut-off' ? 'refused' : 'info'} title={t(`partners.state.${partner.standing}`)}><p>{t(`partners.state.${partner.standing}-next`)}</p></Notice>
        <SummaryList rows={[
          { key: t('partners.column.standing'), value: <StandingTag view={view} standing={partner.standing} /> },
          { key: t('partners.column.limit'), value: view.number(partner.dayLimit) },
          { key: t('partners.column.purposes'), value: partner.purposes.map((id) => purposeName(view, id)).join(', ') },
          { key: t('partners.new.redirects'), value: <code>{partner.redirectUris.join(' ')}</code> },
          { key: t('partners.office.keys'), value: <KeysInWords view={view} partner={partner} /> },
        ]} />
        {partner.standing === 'cut-off' ? null : <ButtonLink href={`/partners/${partner.id}/access`} kind="secondary">{t('partners.access.change')}</ButtonLink>}
        <h2>{t('partners.program.title')}</h2>
        <SummaryList rows={[
          { key: t('partners.program.client'), value: <code>{partner.id}</code> },
          { key: t('partners.program.discovery'), value: <code>{origin}/.well-known/openid-configuration</code> },
          { key: t('partners.program.scope'), value: <code>openid {bundleScope}</code> },
          { key: t('partners.program.details'), value: <code>{JSON.stringify(example)}</code> },
          { key: t('partners.program.bundle'), value: <code>POST {origin}{bundlePath} {JSON.stringify({ purpose: partner.purposes[0] })}</code> },
        ]} />
        <p>{t('partners.program.rules')}</p>
        <ToldToCompany view={view} partner={partner} origin={origin} told={told} />
        {people.length === 0 ? null : (
          <>
            <h2>{t('partners.people.title')}</h2>
            <p>{t('partners.people.lead')}</p>
            <ul>{people.map(({ id, name }) => <li key={id}>{name}: <code>{id}</code></li>)}</ul>
          </>
        )}
      </>
    ),
  })
}
