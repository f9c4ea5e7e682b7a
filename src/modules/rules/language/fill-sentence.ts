/** Sentences for people: `{household.size}` or `{income_limit}` becomes the value in the words of each language. */
import { withParticles } from '../../../kernel/i18n/particles.ts'
import type { Formats } from '../../../kernel/i18n/format.ts'
import { compile, type Compiled, type Environment, type Names } from './compile-expression.ts'
import { toInteger, type Exact } from './ratio.ts'
import type { Expression, Place, Texts } from './syntax.ts'
import type { Type, Value } from './types.ts'

export interface Wording {
  /** Language tag → formats. */
  formats: Record<string, Formats>
  /** The code of a fact in words. */
  codeInWords(fact: string, code: string): Texts | undefined
}

export type Filled = (env: Environment) => Texts

export const placeholdersOf = (text: string): string[] => [...text.matchAll(/\{([a-z_.]+)\}/g)].map((match) => match[1]!)

/** A placeholder is the name of a fact, a let or a parameter. */
export function placeholderExpression(name: string, at: Place): Expression {
  const [entity, attribute] = name.split('.')
  return attribute === undefined ? { kind: 'name', name, at } : { kind: 'fact', entity: entity!, name: attribute, at }
}

export function compileSentence(texts: Texts, names: Names, typeOfName: (name: string) => Type | undefined, wording: Wording, at: Place): Filled {
  const wanted = [...new Set(Object.values(texts).flatMap(placeholdersOf))]
  const holes = wanted.map((name): { name: string; value: Compiled; type: Type | undefined } =>
    ({ name, value: compile(placeholderExpression(name, at), names), type: typeOfName(name) }))
  const languages = Object.entries(texts)
  return (env) => {
    const quiet = { ...env, unknown: new Set<string>() }
    const values = new Map(holes.map(({ name, value, type }) => [name, { value: value(quiet), type }]))
    return Object.fromEntries(languages.map(([tag, text]) => [tag, withParticles(text.replaceAll(/\{([a-z_.]+)\}/g, (_whole, name: string) => {
      const { value, type } = values.get(name)!
      return inWords(name, value, type, tag, wording)
    }))]))
  }
}

function inWords(name: string, value: Value, type: Type | undefined, tag: string, { formats, codeInWords }: Wording): string {
  const format = formats[tag]
  if (value === null || !format) return '?'
  if (typeof value === 'string') return codeInWords(name, value)?.[tag] ?? value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Temporal.PlainDate) return format.date(value.toString())
  if ('count' in value) return String(value.count)
  if (type === 'rate') return `${format.number(Number(value.n * 10_000n / value.d) / 100)} %`
  return type === 'money' ? format.money(toInteger(value)) : format.number(Number((value as Exact).n) / Number((value as Exact).d))
}
