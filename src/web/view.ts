/** What every page and component knows about its reader: language, formats, preferences, who they are. */
import type { Principal } from '../kernel/http/principal.ts'
import type { Wording } from './wordings.ts'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const sizes = ['normal', 'large', 'larger'] as const

export interface Preferences {
  theme: (typeof themes)[number]
  size: (typeof sizes)[number]
}

export interface View extends Wording {
  readonly principal: Principal
  readonly csrf: string
  /** Path and query of this request. */
  readonly path: string
  readonly demonstration: boolean
  readonly preferences: Preferences
  /** Notices in the inbox that a signed-in resident has not read. */
  readonly unread: number
  /** To an administrator: machines of the agency that called from two places. */
  readonly copied: readonly string[]
}
