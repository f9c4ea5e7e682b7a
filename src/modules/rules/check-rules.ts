/** Every mistake of a pack's rules, with its place and the way out; worked examples are run. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { expect, typeOf, type Scope } from './language/check-types.ts'
import { placeholderExpression, placeholdersOf } from './language/fill-sentence.ts'
import { readRules, wordingOf, type RuleBook } from './language/read-rules.ts'
import type { RuleProblem } from './language/read-statute.ts'
import { runExample } from './language/run-example.ts'
import type { Place, Rule, Texts } from './language/syntax.ts'
import { type Mistake, type Type, vocabularyOf } from './language/types.ts'

type RulePack = Pick<Pack, 'rules' | 'facts' | 'languages' | 'currency' | 'timeZone' | 'services'>

export function checkRules(pack: RulePack): RuleProblem[] {
  const book = readRules(pack)
  const problems = [...book.problems]
  const tell = (file: string, mistakes: Mistake[]) => {
    for (const { at, message, advice } of mistakes) problems.push({ file, line: at.line, column: at.column, message, advice })
  }
  for (const { rule, statute } of book.rules) tell(statute.file, checkRule(rule, book, pack))
  for (const statute of book.statutes) tell(statute.file, [...checkTexts(statute.law.title, statute.law.at, pack), ...twice(book, statute.file)])
  for (const { bestOf, statute } of book.bestOf) {
    tell(statute.file, [...checkTexts(bestOf.says, bestOf.at, pack), ...bestOf.services.filter((id) => !ruleOf(book, id)).map((id) => ({ at: bestOf.at, message: `No rule decides ${id}.`, advice: 'Name services that have a rule.' }))])
  }
  for (const { file, items } of book.statutes) {
    for (const item of items) if (['scale', 'group', 'define', 'instead', 'exception', 'contradiction'].includes(item.kind)) tell(file, [{ at: item.at, message: 'This is not evaluated yet.', advice: 'Write it as a rule.' }])
  }
  tellUndecided(pack, book, problems)
  if (problems.length > 0) return problems
  const wording = wordingOf(pack)
  for (const { example, statute } of book.examples) tell(statute.file, runExample(example, book, vocabularyOf(pack.facts), wording))
  for (const { rule, statute } of book.rules) {
    if (!book.examples.some(({ example: { target } }) => 'service' in target && target.service === rule.service)) tell(statute.file, [{ at: rule.at, message: `The rule ${rule.service} has no worked example.`, advice: `Add: example ${rule.service} "…" given … expect owed …` }])
  }
  return problems
}

const ruleOf = (book: RuleBook, service: string) => book.rules.find(({ rule }) => rule.service === service)

function tellUndecided(pack: RulePack, book: RuleBook, problems: RuleProblem[]) {
  for (const service of pack.services) {
    if (service.rule !== null && !ruleOf(book, service.rule)) {
      problems.push({ file: `services/${service.id}.json`, line: 1, column: 1, message: `No page of rules/ decides ${service.rule}.`, advice: `Write: rule ${service.rule} under … in rules/, or set "rule" to null.` })
    }
  }
}

/** A name that has two meanings has none. */
function twice(book: RuleBook, file: string): Mistake[] {
  const seen = new Map<string, string>()
  const mistakes: Mistake[] = []
  for (const statute of book.statutes) {
    for (const item of statute.items) {
      if (item.kind !== 'rule' && item.kind !== 'parameter') continue
      const name = item.kind === 'rule' ? `the rule ${item.service}` : `the parameter ${item.name}`
      if (seen.has(name) && statute.file === file) mistakes.push({ at: item.at, message: `${name[0]!.toUpperCase()}${name.slice(1)} stands in ${seen.get(name)!} already.`, advice: 'Give it another name, or a further dated value.' })
      else seen.set(name, statute.file)
    }
  }
  return mistakes
}

function checkRule(rule: Rule, book: RuleBook, pack: RulePack): Mistake[] {
  const mistakes: Mistake[] = []
  const lets = new Map<string, Type>()
  const scope: Scope = { vocabulary: vocabularyOf(pack.facts), parameters: book.parameters, lets, members: new Set(rule.each ? [rule.each] : []), mistakes }
  const texts = (value: Texts, at: Place) => {
    mistakes.push(...checkTexts(value, at, pack))
    for (const name of new Set(Object.values(value).flatMap(placeholdersOf))) typeOf(placeholderExpression(name, at), scope)
  }
  if (!rule.parts.some(({ kind }) => kind === 'when')) mistakes.push({ at: rule.at, message: 'This rule asks nothing.', advice: 'Add: when … holds … fails …' })
  for (const part of rule.parts) {
    switch (part.kind) {
      case 'let': {
        const type = typeOf(part.value, scope)
        if (type !== undefined) lets.set(part.name, type)
        break
      }
      case 'when': expect(part.condition, 'bool', scope); texts(part.holds, part.at); texts(part.fails, part.at); break
      case 'pays':
        expect(part.value, 'money', scope)
        if (part.from) expect(part.from, 'date', scope)
        if (part.until) expect(part.until, 'date', scope)
        if (part.note) texts(part.note, part.at)
        break
      case 'deadline': expect(part.date, 'date', scope); texts(part.says, part.at); break
      case 'displaces': mistakes.push({ at: part.at, message: 'This is not evaluated yet.', advice: 'Use: only best of …' }); break
      default: part satisfies never
    }
  }
  return mistakes
}

/** Every language of the pack, and the same placeholders in each. */
function checkTexts(texts: Texts, at: Place, { languages }: RulePack): Mistake[] {
  const lacking = languages.map(({ tag }) => tag).filter((tag) => !texts[tag])
  const strange = Object.keys(texts).filter((tag) => !languages.some((language) => language.tag === tag))
  const wanted = (tag: string) => [...new Set(placeholdersOf(texts[tag] ?? ''))].sort().join(' ')
  const first = Object.keys(texts)[0] ?? ''
  const uneven = Object.keys(texts).filter((tag) => wanted(tag) !== wanted(first))
  return [
    ...lacking.map((tag) => ({ at, message: `The sentence is missing in ${tag}.`, advice: `Add: ${tag} "…"` })),
    ...strange.map((tag) => ({ at, message: `${tag} is no language of this pack.`, advice: `Languages: ${languages.map((language) => language.tag).join(', ')}.` })),
    ...uneven.map((tag) => ({ at, message: `The sentence in ${tag} does not name the same values as in ${first}.`, advice: `Use the same {…} in every language: ${wanted(first) || 'none'}.` })),
  ]
}
