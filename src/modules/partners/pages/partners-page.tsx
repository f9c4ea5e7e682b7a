/** What companies may ask for and how they begin; and the companies that the reader looks after. */
import type { Page } from '../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Partner } from '../registry/partners.ts'
import { fieldIn } from './names.ts'
import { StandingTag } from './standing-tag.tsx'

export function partnersPage(view: View, own: readonly Partner[]): Page {
  const { t, pack } = view
  return portalPage(view, {
    title: t('partners.title'), wide: true,
    children: (
      <>
        <h1>{t('partners.title')}</h1>
        <Lead>{t('partners.lead')}</Lead>
        <ol>{(['register', 'try', 'approved', 'ask'] as const).map((step) => <li key={step}>{t(`partners.step.${step}`)}</li>)}</ol>
        <ButtonLink href="/partners/new">{t('partners.register')}</ButtonLink>
        {own.length === 0 ? null : (
          <>
            <h2>{t('partners.own')}</h2>
            <ul class="plain-list">{own.map((partner) => <li key={partner.id}><a href={`/partners/${partner.id}`}>{partner.name}</a> <StandingTag view={view} standing={partner.standing} /></li>)}</ul>
          </>
        )}
        <h2>{t('partners.purposes')}</h2>
        <Table caption={t('partners.purposes')} head={['purpose', 'fields', 'law', 'months'].map((column) => t(`partners.column.${column}`))} numeric={[3]}
          rows={pack.purposes.filter(({ companies }) => companies).map(({ name, fields, legalBasis, keepMonths }) => [
            view.text(name), fields.map((field) => fieldIn(view, field).label).join(', '), <Law view={view} source={legalBasis} />, view.number(keepMonths),
          ])} />
      </>
    ),
  })
}
