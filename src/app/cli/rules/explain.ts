/** `maru rules explain`: what one household is owed, why, why not the rest, what would turn it, and what is still worth asking. */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createRules, type FactMistake, type FactSet, type Rules, type Situation } from '../../../modules/rules/index.ts'
import { complain, print, UsageError } from '../command.ts'
import { explainInWords } from './explain-in-words.ts'
import { packOf, readJson, readKeys } from './read-inputs.ts'

const options = {
  pack: { type: 'string' }, facts: { type: 'string' }, on: { type: 'string' }, known: { type: 'string' }, rule: { type: 'string', multiple: true },
  language: { type: 'string' }, record: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' },
} as const

/** @returns 1 when the facts cannot be: what is wrong is told at its place, and nothing is reckoned */
export async function explain(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options })
  const { facts: file, on, known, rule, record, key } = values
  if (!file || !on) throw new UsageError(file ? 'Say which day: --on 2026-11-02.' : 'Say which facts: --facts household.json.')
  if (record !== undefined && key === undefined) throw new UsageError('A record is signed: --key signing-key.jwk.json (maru key new makes one).')
  const pack = packOf(values.pack)
  const language = values.language ?? pack.defaultLanguage
  if (!pack.languages.some(({ tag }) => tag === language)) throw new UsageError(`The pack speaks ${pack.languages.map(({ tag }) => tag).join(', ')}.`)
  const signing = key === undefined ? undefined : (await readKeys(key))[0]!
  const rules = createRules(pack, signing && { issuer: pack.id, key: signing })
  const strange = rule?.find((name) => !rules.services.includes(name))
  if (strange !== undefined) throw new UsageError(`No rule decides ${strange}. There are: ${rules.services.join(', ')}.`)
  const given = readJson(file)
  const mistakes = rules.checkFacts(given)
  if (mistakes.length > 0) return refuse(mistakes, file, values.json === true)
  const situation: Situation = { facts: given as FactSet, on, ...(known === undefined ? {} : { knownAt: known }) }
  const services = rule ?? rules.services
  const contradictions = rules.contradictions(situation)
  const said = contradictions.length > 0 ? nothing : { findings: findingsOf(rules, situation, services), backPay: rules.backPay(situation, services), ...rules.questions(situation, services) }
  const answer = { edition: rules.edition, on, knownAt: known ?? on, contradictions, ...said }
  if (record !== undefined && contradictions.length === 0) writeFileSync(record, `${(await rules.decide({ ...situation, services })).record}\n`)
  print(values.json ? JSON.stringify(answer, null, 2) : explainInWords(answer, pack, language))
  return contradictions.length > 0 ? 1 : 0
}

/** A household that cannot be is owed nothing and asked nothing. */
const nothing = { findings: [], backPay: [], lists: [], questions: [], indifferent: [] }

const findingsOf = (rules: Rules, situation: Situation, services: readonly string[]) =>
  rules.evaluate({ ...situation, services }).map((finding) => ({ ...finding, turns: finding.outcome === 'not-owed' ? rules.turns(finding.service, situation) : [] }))

const told: Record<FactMistake['kind'], (wanted: string) => string> = {
  'no-such-entity': (wanted) => `facts.json has no such entity. Meant: ${wanted}.`,
  'no-such-fact': (wanted) => `facts.json has no such fact. Meant: ${wanted}.`,
  'wrong-value': (wanted) => `The value does not fit. Possible: ${wanted}.`,
  'one-not-several': (wanted) => `There is one ${wanted}: write { … }.`,
  'several-not-one': (wanted) => `There can be several of ${wanted}: write [ { … } ].`,
}

function refuse(mistakes: readonly FactMistake[], file: string, json: boolean): number {
  if (json) print(JSON.stringify({ mistakes }, null, 2))
  else for (const { pointer, kind, wanted } of mistakes) complain(`${file}#${pointer}  ${told[kind](wanted)}`)
  return 1
}
