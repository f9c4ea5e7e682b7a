/** A credential as its holder sees it: one card, in one or two forms, each in one or several copies. */
import { Refused } from '../json.ts'
import type { IssuerHistory } from '../receive/read-history.ts'
import type { Displayed } from '../texts/open-wording.ts'

export interface CardDisplay extends Displayed { description?: string | undefined; background?: string | undefined; ink?: string | undefined }

/** What an issuer calls a claim and its values; they are shown so. In a mobile document the name space is left out of the path. */
export interface ClaimName {
  path: (string | number | null)[]
  display: Displayed[]
  /** By the code that is signed. */
  values?: Record<string, Displayed[]>
  /** A number is an amount in its minor unit. */
  currency?: { code: string; minorUnit: number }
}

/** SD-JWT VC first: where a verifier reads both, it is what is shown. */
export const formats = ['dc+sd-jwt', 'mso_mdoc'] as const
export type Format = typeof formats[number]

export interface Copy {
  /** SD-JWT VC with every disclosure; of a mobile document IssuerSigned, base64url. */
  credential: string
  /** Name of its key in the store. */
  key: string
  /** Seconds since 1970. */
  until: number | undefined
  /** Shown once, then thrown away, so that no two presentations can be held together. */
  oneUse: boolean
  /** By which its issuer hears what became of it; absent where it does not ask. */
  notification?: string
}

/** The same data as verifiers of one kind read it; which of them is shown, its holder need not know. */
export interface Form {
  format: Format
  configuration: string
  /** `vct`, or the docType. */
  type: string
  copies: Copy[]
}

export interface Card {
  id: string
  /** Credential issuer identifier. */
  issuer: string
  issuerDisplay: Displayed[]
  display: CardDisplay[]
  names: ClaimName[]
  /** RFC 3339 */
  addedAt: string
  forms: [Form, ...Form[]]
  /** Id of what lets the app come again for fresh copies; absent where the issuer does not let it. */
  conversation?: string | undefined
  /** The history of its issuer's keys as it was read when the card was taken: fresh copies are believed by the same one alone. */
  history?: IssuerHistory
}

/** How cards lie on devices where the app knew one format. */
export type CardOfOneForm = Omit<Card, 'forms'> & Omit<Form, 'format'>

export const cardOf = (kept: Card | CardOfOneForm): Card => {
  if ('forms' in kept) return kept
  const { configuration, type, copies, ...card } = kept
  return { ...card, forms: [{ format: 'dc+sd-jwt', configuration, type, copies }] }
}

export const formOf = ({ forms }: Pick<Card, 'forms'>, format: Format): Form | undefined => forms.find((form) => form.format === format)

/** In every form. */
export const copiesOf = ({ forms }: Pick<Card, 'forms'>): Copy[] => forms.flatMap(({ copies }) => copies)

/** Copies for one use that lie ready. */
export const readyCopies = (form: Pick<Form, 'copies'>): Copy[] => inForce(form).filter(({ oneUse }) => oneUse)

/** How often it can be shown, whatever verifiers read, without being recognised. */
export const readyTimes = ({ forms }: Pick<Card, 'forms'>): number => Math.min(...forms.map((form) => readyCopies(form).length))

/** One for one use where there is one; else the lasting copy, by which a verifier recognises who comes again. @throws Refused */
export function chooseCopy(form: Pick<Form, 'copies'>): Copy {
  const copy = readyCopies(form)[0] ?? inForce(form)[0]
  if (!copy) throw new Refused('expired')
  return copy
}

/** The one that may be shown without a network: what is carried of status lists knows it. Who checks can recognise it. */
export const lastingCopy = ({ forms }: Pick<Card, 'forms'>): Copy | undefined => inForce(forms.find(({ format }) => format === 'dc+sd-jwt') ?? { copies: [] }).find(({ oneUse }) => !oneUse)

const inForce = ({ copies }: Pick<Form, 'copies'>, now = Date.now() / 1000) => copies.filter(({ until }) => until === undefined || until > now)
