/** What is registered of a request: who vouches for it, what may be asked, why, under which law. */
import { fetchJson } from '../fetch-limited.ts'
import { isObject, listAt, optionalText, parseJson, Refused } from '../json.ts'
import { demandInLog, type Logged } from '../log/demand-in-log.ts'
import type { PresentationRequest } from './read-request.ts'

/** A text in every language of the pack, by language tag. */
export type Text = Record<string, string>

export interface Registration {
  id: string
  /** Where it stands in the public log. */
  logged: Logged
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
 * a registration has borrowed it. What is registered is read from the entry of the public log that the request proves, so that nobody is told
 * another purpose than everybody can read. Who the agency is, and that it has not withdrawn it, stands in the register; the whole of that is asked
 * for, so that the platform does not learn which request is looked at.
 * @param policy whom to believe about the log. @throws Refused where the platform's own request does not prove that it stands there
 */
export async function findRegistration({ responseUri, registration }: PresentationRequest, policy: string, own = location.origin): Promise<Registration | undefined> {
  if (responseUri.origin !== own) return undefined
  if (registration === undefined) throw new Refused('not-in-log')
  const { id, entry, proof } = registration
  const logged = await demandInLog(proof, entry, policy)
  const { type, template } = parseJson(entry)
  if (type !== 'request-template' || !isObject(template) || template['id'] !== id) throw new Refused('not-in-log')
  const found = listAt(await fetchJson(`${own}/api/requests`), 'requests').find((one) => isObject(one) && one['id'] === id)
  if (!isObject(found) || found['agency'] !== template['agency']) return undefined
  const basis = isObject(template['legalBasis']) ? template['legalBasis'] : {}
  return {
    id, logged, agency: textOf(found['agencyName']), name: textOf(template['name']), why: textOf(template['why']), law: textOf(basis['law']), article: optionalText(basis, 'article'),
    keepDays: typeof template['keepDays'] === 'number' ? template['keepDays'] : undefined,
    asks: listAt(template, 'asks').flatMap((ask) => (isObject(ask) ? [{ credential: String(ask['credential']), claims: listAt(ask, 'claims').map(String) }] : [])),
  }
}

const textOf = (value: unknown): Text => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Text : {})
