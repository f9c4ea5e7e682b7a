/** A credential as its holder sees it: one card, in one or several copies. */
import type { Displayed } from '../texts/open-wording.ts'

export interface CardDisplay extends Displayed { description?: string | undefined; background?: string | undefined; ink?: string | undefined }

/** What an issuer calls a claim; values are shown under it. */
export interface ClaimName { path: (string | number | null)[]; display: Displayed[] }

export interface Copy {
  /** SD-JWT VC with every disclosure. */
  credential: string
  /** Name of its key in the store. */
  key: string
  /** Seconds since 1970. */
  until: number | undefined
  /** Shown once, then thrown away, so that no two presentations can be held together. */
  oneUse: boolean
}

export interface Card {
  id: string
  /** Credential issuer identifier. */
  issuer: string
  issuerDisplay: Displayed[]
  configuration: string
  /** `vct` */
  type: string
  display: CardDisplay[]
  names: ClaimName[]
  /** RFC 3339 */
  addedAt: string
  copies: Copy[]
  /** Id of what lets the app come again for fresh copies; absent where the issuer does not let it. */
  conversation?: string | undefined
}

/** Copies for one use that lie ready. @param now seconds since 1970 */
export const readyCopies = ({ copies }: Pick<Card, 'copies'>, now = Date.now() / 1000): Copy[] => copies.filter(({ oneUse, until }) => oneUse && (until === undefined || until > now))
