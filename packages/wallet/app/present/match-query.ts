/** Which cards answer a query (DCQL, OpenID4VP 1.0 section 6), and in which ways: the one that says least comes first, whatever the verifier prefers. */
import { DcqlQuery } from 'dcql'
import type { Card } from '../cards/card.ts'
import type { Json } from '../json.ts'
import { readCredential } from '../sd-jwt.ts'
import type { Registration } from './find-registration.ts'

export interface Candidate {
  card: Card
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
  const held = await Promise.all(cards.filter(({ copies }) => copies.length > 0).map(async (card) => ({ card, claims: (await readCredential(card.copies[0]!.credential)).claims })))
  const result = DcqlQuery.query(query, held.map(({ card, claims }) => ({ credential_format: 'dc+sd-jwt', vct: card.type, claims: claims as never, cryptographic_holder_binding: true })))
  if (!result.can_be_satisfied) return undefined
  const wanted = result.credential_sets ? wantedOf(result.credential_sets) : query.credentials.map(({ id }) => id)
  if (wanted.length === 0) return undefined
  return [...new Set(wanted)].map((id) => {
    const match = result.credential_matches[id]
    const asking = query.credentials.find((one) => one.id === id)
    const paths = asking?.format === 'dc+sd-jwt' ? (asking.claims ?? []).map(({ path }) => path) : []
    const registered = registration && new Set(registration.asks.flatMap(({ credential, claims }) => (credential === id ? claims : [])))
    return {
      id,
      candidates: (match?.success ? match.valid_credentials : []).map(({ input_credential_index: at, claims: { valid_claim_sets: sets } }): Candidate => {
        const { card, claims } = held[at]!
        return { card, claims, ways: waysOf(sets.map(({ valid_claim_indexes: indexes }) => (indexes ?? []).map((index) => String(paths[index]![0]))), claims, registered) }
      }),
    }
  })
}

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
