/** What every page and component knows about its reader: language, formats, preferences, who they are. */
import type { Language } from '../../packages/pack-kit/schema/manifest.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import type { Principal } from '../kernel/http/principal.ts'
import type { Text } from '../kernel/schema/schema.ts'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const sizes = ['normal', 'large', 'larger'] as const

export interface Preferences {
  theme: (typeof themes)[number]
  size: (typeof sizes)[number]
}

export interface View {
  readonly pack: Pack
  readonly language: Language
  readonly t: (key: string, values?: Record<string, string | number>) => string
  /** In the reader's language; in the pack's own where that is missing. */
  readonly text: (text: Text) => string
  /** An amount in the currency's minor unit. */
  readonly money: (minor: number) => string
  /** `YYYY-MM-DD` */
  readonly date: (iso: string) => string
  /** In the pack's time zone. */
  readonly dateTime: (at: Date | string) => string
  readonly number: (value: number) => string
  readonly principal: Principal
  readonly csrf: string
  /** Path and query of this request. */
  readonly path: string
  readonly demonstration: boolean
  readonly preferences: Preferences
  /** Notices in the inbox that a signed-in resident has not read. */
  readonly unread: number
}
