/** What is known of a service, as sections with an anchor each: what is searched, what is said, and what is cited are the same text. */
import { createHash } from 'node:crypto'
import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { Source as LawSource } from '../../../../packages/pack-kit/schema/common.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { CatalogueAgency, Entry } from '../../catalogue/index.ts'
import type { Source } from '../contract.ts'

export interface Section {
  aspect: Intent
  text: string
}

/** In the wording's language; an imported service speaks the pack's own. */
export function sectionsOf({ t, text }: Wording, entry: Entry, agency: CatalogueAgency | undefined): Section[] {
  const own = entry.source === 'pack' ? entry.service : undefined
  const imported = entry.source === 'gov24' ? entry.imported : undefined
  const contact = agency === undefined ? '' : [text(agency.name), agency.phone === null ? '' : t('catalogue.agency.phone', { phone: agency.phone })].filter((part) => part !== '').join('. ')
  const sections: Section[] = [
    { aspect: 'summary', text: text(entry.summary) },
    { aspect: 'audience', text: text(entry.audience) },
    { aspect: 'amount', text: imported?.amount ?? '' },
    { aspect: 'how', text: own ? text(own.howToApply) : imported?.howToApply ?? '' },
    { aspect: 'cost', text: own ? text(own.cost) : '' },
    { aspect: 'time', text: own ? t(`catalogue.service.${own.processing.clock}`, { days: own.processing.days }) : '' },
    { aspect: 'deadline', text: imported?.deadline ?? '' },
    { aspect: 'agency', text: imported?.contact ? `${contact}. ${imported.contact}` : contact },
    { aspect: 'complaint', text: own ? text(own.complaint) : '' },
    { aspect: 'law', text: own ? lawInWords({ t, text } as Wording, own.source) : '' },
  ]
  return sections.filter((section) => section.text.trim() !== '')
}

export function lawInWords({ t, text }: Wording, { law, article, asOf }: LawSource): string {
  return t('assistant.law', { law: text(law), article, asOf })
}

export function sourceOf(wording: Wording, entry: Entry, { aspect, text }: Section): Source {
  const own = entry.source === 'pack' ? entry.service : undefined
  return {
    id: `service:${entry.id}#${aspect}`, ...placeOf(wording, entry, aspect), text, edition: editionOf(text),
    ...(own ? { law: lawInWords(wording, aspect === 'time' ? own.processing.source : own.source) } : {}),
  }
}

/** The section of the service's page that says it. */
export function placeOf({ t, text }: Wording, { id, name }: Entry, aspect: Intent): Pick<Source, 'title' | 'section' | 'href'> {
  const section = aspect === 'summary' ? undefined : aspect === 'law' ? t('web.law.summary') : t(`catalogue.service.${aspect}`)
  return { title: text(name), href: sectionPath(id, aspect), ...(section === undefined ? {} : { section }) }
}

/** Address of what a service's page says of one aspect; each aspect is the id of its section there. */
export const sectionPath = (service: string, aspect: Intent): string => `/services/${service}#${aspect}`

export const editionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
