/** A country pack, loaded: data only, each file validated against its schema. */
import type { AreaTiles } from './area-tiles.ts'
import type { Assistant } from './assistant.ts'
import type { CredentialType } from './credential-type.ts'
import type { Agency, Holiday, Manifest } from './manifest.ts'
import type { Cliff } from './cliff.ts'
import type { Duty } from './duty.ts'
import type { Fact } from './fact.ts'
import type { LifeEvent } from './life-event.ts'
import type { MandateKind } from './mandate-kind.ts'
import type { MandatoryNotice } from './mandatory-notice.ts'
import type { PopulationMargins } from './population.ts'
import type { Purpose } from './purpose.ts'
import type { Reform } from './reform.ts'
import type { Register } from './register.ts'
import type { RequestTemplate } from './request-template.ts'
import type { PublicService } from './service.ts'

export interface RuleFile {
  /** Relative to the pack. */
  path: string
  text: string
}

export interface PackReform extends Reform { page: RuleFile }

export interface Pack extends Manifest {
  /** The folder it was read from. */
  folder: string
  agencies: Agency[]
  services: PublicService[]
  lifeEvents: LifeEvent[]
  registers: Register[]
  facts: Fact[]
  purposes: Purpose[]
  holidays: Holiday[]
  notices: MandatoryNotice[]
  credentials: CredentialType[]
  requests: RequestTemplate[]
  /** How one may act for another. */
  mandates: MandateKind[]
  assistant: Assistant
  /** Income cliffs that the law is known to have. */
  cliffs: Cliff[]
  rules: RuleFile[]
  /** What people have to do by a day. */
  duties: Duty[]
  /** Whom each concerns and until when: pages of the rule language, apart from what people are owed. */
  dutyPages: RuleFile[]
  /** Figures of the whole country; a pack may have none. */
  population?: PopulationMargins
  /** A map of its areas; a pack may have none. */
  tiles?: AreaTiles
  /** Reforms to begin with in the policy lab. */
  reforms: PackReform[]
  /** Language tag → key → ICU message. */
  messages: Record<string, Record<string, string>>
}
