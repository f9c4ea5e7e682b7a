/** What is asked of whom, in the words of the pack. */
import { Law } from '../../../../web/components/law/law.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../../web/view.ts'
import { type CredentialNames, type RequestTemplate, typeOf } from '../request-template.ts'

export function AskedFor({ view, template, types }: { view: View; template: RequestTemplate; types: readonly CredentialNames[] }) {
  const { t } = view
  const agency = view.pack.agencies.find(({ id }) => id === template.agency)
  return (
    <SummaryList rows={[
      { key: t('credentials.request.who'), value: view.text(agency?.name ?? {}) },
      ...template.asks.map(({ credential, claims }) => {
        const type = typeOf(types, credential)
        const labels = claims.map((name) => view.text(type.claims.find((claim) => claim.name === name)?.label ?? {}))
        return { key: view.text(type.name), value: labels.length === 0 ? t('credentials.request.only-that') : view.list(labels) }
      }),
      { key: t('credentials.request.keep'), value: t('credentials.request.keep-days', { days: template.keepDays }) },
      { key: t('credentials.request.law'), value: <Law view={view} source={template.legalBasis} /> },
    ]} />
  )
}
