/** A public service as the catalogue shows it, wherever it comes from. */
import type { PublicService } from '../../../packages/pack-kit/schema/service.ts'
import type { Text } from '../../kernel/schema/schema.ts'
import type { Conditions } from './gov24/condition-codes.ts'

interface EntryBase {
  id: string
  name: Text
  summary: Text
  audience: Text
  /** Id of a `CatalogueAgency`. */
  agency: string
  lifeEvents: string[]
  /** Whom the source marks it for; a hint, never a decision. */
  groups: string[]
}

/** Of the country pack: in all its languages, decided by rules. */
export interface PackEntry extends EntryBase { source: 'pack'; service: PublicService }
/** Of a national catalogue: in that catalogue's own words. */
export interface ImportedEntry extends EntryBase { source: 'gov24'; imported: ImportedService }
export type Entry = PackEntry | ImportedEntry

export interface ImportedService {
  criteria: string
  amount: string
  howToApply: string
  deadline: string
  /** Last day, `YYYY-MM-DD`, where it is certain. */
  deadlineOn: string | null
  contact: string
  pageUrl: string | null
  applyUrl: string | null
  changedOn: string | null
  importedAt: Date
  conditions: Conditions
}

export interface CatalogueAgency {
  id: string
  name: Text
  phone: string | null
  services: number
}
