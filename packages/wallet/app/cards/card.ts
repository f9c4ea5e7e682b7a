/** A credential as its holder sees it: one card, in one or several copies. */
import { Refused } from '../json.ts'
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

/** Copies for one use that lie ready. */
export const readyCopies = (card: Pick<Card, 'copies'>): Copy[] => inForce(card).filter(({ oneUse }) => oneUse)

/** One for one use where there is one; else the lasting copy, by which a verifier recognises who comes again. @throws Refused */
export function chooseCopy(card: Pick<Card, 'copies'>): Copy {
  const copy = readyCopies(card)[0] ?? inForce(card)[0]
  if (!copy) throw new Refused('expired')
  return copy
}

const inForce = ({ copies }: Pick<Card, 'copies'>, now = Date.now() / 1000) => copies.filter(({ until }) => until === undefined || until > now)
