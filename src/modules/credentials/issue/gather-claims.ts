/** The values of a credential, asked of the registers for its purpose and logged as every other look. */
import type { CredentialClaim, CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import { yearsOn } from '../../../kernel/dates/ages.ts'
import type { Exchange, RegisterValue } from '../../exchange/index.ts'
import { IssueRefused } from './issue-faults.ts'

/** A claim as it is signed; people are lists, each of whom is disclosed apart. */
export interface ClaimValue { claim: CredentialClaim; value: string | number | boolean | Record<string, unknown>[] }

/** A register is down or slow: the wallet comes again later. */
export class RegistersSilent extends Error {}

/**
 * @param today the legal day on which ages are reckoned
 * @throws RegistersSilent, IssueRefused where the person is not entitled to it
 */
export async function gatherClaims(exchange: Pick<Exchange, 'askOwnData'>, type: CredentialType, person: string, today: Temporal.PlainDate): Promise<ClaimValue[]> {
  if (type.purpose === undefined) throw new IssueRefused('credential_request_denied', 'no register says this of anybody')
  const { known, silent } = await exchange.askOwnData({ person, purpose: type.purpose, caseId: null })
  if (silent.some(({ reason }) => reason === 'unknown-person')) throw new IssueRefused('credential_request_denied', 'the registers do not know this person')
  if (silent.length > 0) throw new RegistersSilent(silent.map(({ register }) => register).join(', '))
  const values = new Map(known.map(({ register, field, value }) => [`${register}.${field}`, value]))
  for (const [from, wanted] of Object.entries(type.requires ?? {})) {
    if (values.get(from) !== wanted) throw new IssueRefused('credential_request_denied', 'the person does not meet what this credential requires')
  }
  return type.claims.flatMap((claim) => {
    const value = valueOf(claim, values.get(claim.from), today)
    return value === undefined ? [] : [{ claim, value }]
  })
}

/** Nothing known is nothing said. */
function valueOf({ ageOver, attributes }: CredentialClaim, value: RegisterValue | undefined, today: Temporal.PlainDate): ClaimValue['value'] | undefined {
  if (value === undefined || value === null) return undefined
  if (ageOver !== undefined) return yearsOn(Temporal.PlainDate.from(value as string), today) >= ageOver
  if (attributes === undefined) return value as string | number | boolean
  const people = [value].flat() as Record<string, unknown>[]
  return people.map((one) => Object.fromEntries(attributes.filter((name) => one[name] !== undefined && one[name] !== null).map((name) => [name, one[name]])))
}
