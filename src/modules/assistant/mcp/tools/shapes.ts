/** Shapes that several tools take or give. */
import Type, { type Static, type TSchema } from 'typebox'
import { strict, type Text } from '../../../../kernel/schema/schema.ts'
import type { Wording } from '../../../../web/wordings.ts'
import type { Amount, Finding } from '../../../rules/index.ts'
import { lawInWords } from '../../knowledge/sections.ts'

export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const Language = Type.Optional(Type.String({ maxLength: 35, description: 'Language tag of the answer, such as ko, en, vi; the country\'s own where it has no such texts' }))
export const ServiceId = Type.String({ minLength: 1, maxLength: 100, description: 'Id of a service, as find_services gives it' })
export const EventId = Type.String({ minLength: 1, maxLength: 100, description: 'Id of a life event, as find_services gives it' })

export const Entitlement = strict({
  service: Type.String(), name: Type.String(),
  outcome: Type.Union([Type.Literal('owed'), Type.Literal('not-owed'), Type.Literal('unknown')]),
  amounts: Type.Array(strict({
    minorUnits: Type.Integer({ description: 'In the smallest unit of the currency' }), currency: Type.String(), text: Type.String(), per: Type.String({ description: 'once, month, year, trip' }),
    upTo: Type.Boolean(), voucher: Type.Boolean({ description: 'To pay with, and not paid into an account: not to be added to money' }), from: orNull(Type.String()), until: orNull(Type.String()),
  })),
  deadline: orNull(strict({ date: Type.String(), text: Type.String() })),
  reasons: Type.Array(Type.String()),
  law: Type.String(),
  missing: Type.Array(Type.String(), { description: 'Facts that would settle it' }),
  page: Type.String({ description: 'Address where a person reads the same' }),
})

export function entitlementOf({ wording, origin }: { wording: Wording; origin: string }, name: string, { service, outcome, amounts, deadline, reasons, law, missing }: Finding): Static<typeof Entitlement> {
  const { text } = wording
  return {
    service, name, outcome, amounts: amounts.map((amount) => amountOf(wording, amount)), deadline: deadline && { date: deadline.date, text: text(deadline.sentence) },
    reasons: reasons.filter(({ holds }) => holds !== null).map(({ sentence }) => text(sentence)), law: lawInWords(wording, law), missing, page: `${origin}/services/${service}`,
  }
}

const amountOf = (wording: Wording, { value, per, upTo, voucher, from, until }: Amount) =>
  ({ minorUnits: value, currency: wording.pack.currency.code, text: sumInWords(wording, value, voucher), per, upTo: upTo === true, voucher: voucher === true, from: from ?? null, until: until ?? null })

export const sumInWords = ({ t, money }: Wording, value: number, voucher = false) => (voucher ? t('rules.amount.voucher', { amount: money(value) }) : money(value))

/** Name of a thing of the pack; its id where it has none. */
export function nameIn(text: Wording['text'], list: readonly { id: string; name: Text }[], id: string): string {
  const found = list.find((one) => one.id === id)
  return found === undefined ? id : text(found.name)
}
