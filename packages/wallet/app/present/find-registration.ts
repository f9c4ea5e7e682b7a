/** What is registered of a request: who vouches for it, what may be asked, why, under which law. */
import { fetchJson } from '../fetch-limited.ts'
import { isObject, listAt, optionalText } from '../json.ts'
import type { PresentationRequest } from './read-request.ts'

/** A text in every language of the pack, by language tag. */
export type Text = Record<string, string>

export interface Registration {
  id: string
  /** Who asks, or has admitted those who ask. */
  agency: Text
  name: Text
  why: Text
  law: Text
  article: string | undefined
  keepDays: number | undefined
  asks: { credential: string; claims: string[] }[]
}

/**
 * Believed where the answer goes to the country's own platform, which takes answers to registered requests only: whoever else names
 * a registration has borrowed it. The whole register is asked for, so that the platform does not learn which request is looked at.
 */
export async function findRegistration({ responseUri, registration }: PresentationRequest, own = location.origin): Promise<Registration | undefined> {
  if (registration === undefined || responseUri.origin !== own) return undefined
  const found = listAt(await fetchJson(`${own}/api/requests`), 'requests').find((one) => isObject(one) && one['id'] === registration)
  if (!isObject(found)) return undefined
  const basis = isObject(found['legalBasis']) ? found['legalBasis'] : {}
  return {
    id: registration, agency: textOf(found['agencyName']), name: textOf(found['name']), why: textOf(found['why']), law: textOf(basis['law']), article: optionalText(basis, 'article'),
    keepDays: typeof found['keepDays'] === 'number' ? found['keepDays'] : undefined,
    asks: listAt(found, 'asks').flatMap((ask) => (isObject(ask) ? [{ credential: String(ask['credential']), claims: listAt(ask, 'claims').map(String) }] : [])),
  }
}

const textOf = (value: unknown): Text => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Text : {})
