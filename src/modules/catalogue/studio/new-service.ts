/** A service that there was not: what it begins as, and what may stand in its way. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import { isoDay, type Mistake, type Typed } from './read-details.ts'
import { servicePath } from './service-files.ts'

/** A service that an official decides: what the law makes computable comes with the pages of the law, which have their own editor. */
export function blankService(pack: Pack, agency: string, typed: Typed): PublicService {
  const at = (name: string) => (typed[name] ?? '').trim()
  const empty = Object.fromEntries(pack.languages.map(({ tag }) => [tag, '']))
  const source = { law: Object.fromEntries(pack.languages.map(({ tag }) => [tag, at(`source.law.${tag}`)])), article: at('source.article'), asOf: isoDay(at('source.asOf')) ?? '', unverified: true }
  return {
    id: at('id'), name: empty, summary: empty, agency, lifeEvents: [typed['event'] ?? ''], audience: empty, howToApply: empty, cost: empty,
    processing: { days: 1, clock: 'office-days', source }, complaint: empty, rule: null, certificate: false, source,
  }
}

/** @param known whether a file of the pack is there */
export const newServiceMistakes = (pack: Pack, agency: string, id: string, event: string, known: (path: string) => boolean): Mistake[] => [
  ...(/^[a-z][a-z0-9-]{1,40}$/.test(id) ? [] : [{ field: 'id', mistake: 'name' as const }]),
  ...(known(servicePath(id)) ? [{ field: 'id', mistake: 'name-taken' as const }] : []),
  ...(pack.lifeEvents.some((one) => one.open && one.id === event && pack.purposes.some((purpose) => purpose.agency === agency && one.purposes.includes(purpose.id))) ? [] : [{ field: 'event', mistake: 'known' as const }]),
]
