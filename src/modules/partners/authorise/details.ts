/** What a company may ask a person for: the purposes it has named when it registered, and of each no field that the pack does not name. */
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import { AskedDetail, GrantedDetail } from '../contract.ts'
import type { Partner } from '../registry/partners.ts'

const [askedShape, grantedShape] = [Compile(AskedDetail), Compile(GrantedDetail)]

export interface Wanted { purpose: Purpose; fields: readonly string[] }

/** @throws Error with the reason, which the company is told */
export function readDetail(pack: Pack, { purposes }: Pick<Partner, 'purposes'>, detail: unknown): Wanted {
  if (!askedShape.Check(detail)) throw new Error('an entry has a type, a purpose, and fields as register.field')
  const purpose = pack.purposes.find(({ id, companies }) => id === detail.purpose && companies)
  if (!purpose) throw new Error(`there is no purpose ${detail.purpose} for companies`)
  if (!purposes.includes(purpose.id)) throw new Error(`the purpose ${purpose.id} is not one that this company has registered for`)
  const fields = detail.fields ?? purpose.fields
  const beyond = fields.filter((name) => !purpose.fields.includes(name))
  if (beyond.length > 0) throw new Error(`the purpose ${purpose.id} does not cover ${beyond.join(', ')}`)
  return { purpose, fields }
}

/** Each purpose is asked for, and answered, once. @returns undefined where nothing is asked for, or twice */
export function readDetails(pack: Pack, partner: Pick<Partner, 'purposes'>, details: readonly unknown[]): Wanted[] | undefined {
  const wanted = details.map((detail) => readDetail(pack, partner, detail))
  return wanted.length > 0 && new Set(wanted.map(({ purpose }) => purpose.id)).size === wanted.length ? wanted : undefined
}

export const grantedFor = (details: readonly unknown[], purpose: string): Static<typeof GrantedDetail> | undefined =>
  details.find((detail): detail is Static<typeof GrantedDetail> => grantedShape.Check(detail) && detail.purpose === purpose)
