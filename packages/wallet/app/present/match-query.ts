/** Which cards answer a query (DCQL, OpenID4VP 1.0 section 6), and in which ways: the one that says least comes first, whatever the verifier prefers. */
import { DcqlQuery } from 'dcql'
import type { Card, Format } from '../cards/card.ts'
import type { Json } from '../json.ts'
import { readForm } from '../read-form.ts'
import type { Registration } from './find-registration.ts'

export interface Candidate {
  card: Card
  /** The form of it that was asked for. */
  format: Format
  claims: Json
  /** Sets of claims, each of which the verifier is content with. */
  ways: [AskedClaim[], ...AskedClaim[][]]
}

export interface AskedClaim {
  name: string
  /** Why it need not be shown: the verifier is not registered to ask for it, or is content with less. */
  needless: 'unregistered' | 'less-suffices' | undefined
}

/** One credential that is asked for, with the cards that are one. */
export interface Asked { id: string; candidates: Candidate[] }

/** @returns undefined where nothing that is carried meets the query */
export async function matchQuery(query: DcqlQuery.Output, cards: readonly Card[], registration: Registration | undefined): Promise<Asked[] | undefined> {
  const wantedFormats = new Set<string>(query.credentials.map(({ format }) => format))
  const forms = cards.flatMap((card) => card.forms.filter(({ format, copies }) => copies.length > 0 && wantedFormats.has(format)).map((form) => ({ card, form })))
  const held = await Promise.all(forms.map(async ({ card, form }) => ({ card, format: form.format, read: await readForm(form) })))
  const result = DcqlQuery.query(query, held.map(({ read }) => read.queried as never))
  if (!result.can_be_satisfied) return undefined
  const wanted = result.credential_sets ? wantedOf(result.credential_sets) : query.credentials.map(({ id }) => id)
  if (wanted.length === 0) return undefined
  return [...new Set(wanted)].map((id) => {
    const match = result.credential_matches[id]
    const asking = query.credentials.find((one) => one.id === id)!
    const paths = (asking.claims ?? []).map((claim) => ('path' in claim ? claim.path : [claim.namespace, claim.claim_name]))
    const registered = registration && new Set(registration.asks.flatMap(({ credential, claims }) => (credential === registeredAs(asking) ? claims : [])))
    return {
      id,
      candidates: (match?.success ? match.valid_credentials : []).map(({ input_credential_index: at, claims: { valid_claim_sets: sets } }): Candidate => {
        const { card, format, read } = held[at]!
        return { card, format, claims: read.claims, ways: waysOf(sets.map(({ valid_claim_indexes: indexes }) => (indexes ?? []).map((index) => read.nameAt(paths[index]!))), read.claims, registered) }
      }),
    }
  })
}

/** A registration names the credential; the platform asks for it once in each format (`mdocId` of its verifier). */
const registeredAs = ({ id, format }: { id: string; format: string }) => (format === 'mso_mdoc' ? id.replace(/_mdoc$/, '') : id)

/** What the verifier could do without is left out, unless it asks for nothing else. */
function wantedOf(sets: readonly { required: boolean; matching_options?: readonly (readonly string[])[] | undefined }[]): string[] {
  const required = sets.filter((set) => set.required)
  return (required.length > 0 ? required : sets).flatMap(({ matching_options: options }) => options?.[0] ?? [])
}

function waysOf(sets: readonly (readonly string[])[], claims: Json, registered: ReadonlySet<string> | undefined): Candidate['ways'] {
  const names = sets.map((set) => [...new Set(set)]).sort((one, other) => telling(one, claims) - telling(other, claims) || one.length - other.length)
  const [least = [], ...others] = names
  const describe = (way: readonly string[]) => way.map((name): AskedClaim => (
    { name, needless: registered?.has(name) === false ? 'unregistered' : least.includes(name) ? undefined : 'less-suffices' }))
  return [describe(least), ...others.map(describe)]
}

/** A yes or no (19 or older) says less than what it was concluded from. */
const telling = (names: readonly string[], claims: Json) => names.filter((name) => typeof claims[name] !== 'boolean').length
