/** A figure of the law in words: an amount with its currency, a date, a rate, a duration. */
import type { Wording } from '../../../web/wordings.ts'
import type { ValueType } from '../ir/ir.ts'
import type { Constant } from '../language/syntax.ts'

export function sayConstant(value: Constant, type: ValueType, { t, date, money, number }: Wording): string {
  if (typeof value === 'boolean') return t(value ? 'rules.owed.yes' : 'rules.owed.no')
  if (typeof value === 'string') return type === 'date' ? date(value) : value.replaceAll(/[_-]/g, ' ')
  if (typeof value === 'number') return type === 'money' || type === 'fraction' ? money(value) : number(value)
  if ('unit' in value) return t(`rules.say.span-${value.unit}`, { count: number(value.count) })
  return t('rules.say.per-cent', { rate: number(Number(((value.n * 100) / value.d).toFixed(4))) })
}
