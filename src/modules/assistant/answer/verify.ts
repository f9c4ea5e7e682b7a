/**
 * The last gate: every number, date, telephone number, address and known name in a sentence stands in one of the sources it cites,
 * or the sentence is not said. It reads what is about to be said and what the sources say, and nothing of how the sentence was made.
 */
import type { Check, Source, Statement } from '../contract.ts'

export interface Verified {
  statements: Statement[]
  checks: Check[]
}

/**
 * @param names of services, agencies and laws, in the language of the answer
 * @param minorUnit decimals of the currency: rules are written in the smallest unit, sentences are not
 */
export function verify(statements: readonly Statement[], sources: readonly Source[], names: readonly string[], minorUnit: number): Verified {
  const checks = statements.map((statement) => check(statement, sources, names, minorUnit))
  return { checks, statements: statements.filter((_, at) => checks[at]!.missing.length === 0) }
}

function check({ text, sources: cited }: Statement, sources: readonly Source[], names: readonly string[], minorUnit: number): Check {
  const source = cited.map((at) => { const own = sources[at]; return own ? `${own.title}\n${own.law ?? ''}\n${own.text}` : '' }).join('\n')
  const numbers = new Set(numbersIn(source))
  const named = [
    ...numbersIn(text).map((value) => ({ value, stands: numbers.has(value) || numbers.has(String(Math.round(Number(value) * 10 ** minorUnit))) })),
    ...(text.match(/https?:\/\/\S+/gu) ?? []).map((value) => ({ value, stands: source.includes(value) })),
    ...names.filter((name) => text.includes(name)).map((value) => ({ value, stands: source.includes(value) })),
  ]
  // A sentence that cites nothing says nothing.
  const missing = cited.length === 0 ? ['source'] : named.filter(({ stands }) => !stands).map(({ value }) => value)
  return { statement: text, named: named.map(({ value }) => value), missing }
}

/** Without what groups their digits: 100,000 and 100 000 are one number. What hyphens join, a telephone number or a day, is one thing. */
export function numbersIn(text: string): string[] {
  const plain = text.normalize('NFKC').replaceAll(/(?<=\d)[,.\u00a0\u202f ’'](?=\d{3}(?!\d))/gu, '')
  return (plain.match(/\d+(?:-\d+)+|\d+(?:[.,]\d+)?/gu) ?? []).map((number) => (number.includes('-') ? number : number.replace(',', '.').replace(/^0+(?=\d)/, '')))
}
