/** Every mistake of a pack's rules, with its place and the way out; worked examples are run. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { checkQuestions } from './check-questions.ts'
import { checkTexts } from './check-texts.ts'
import { openLaw } from './evaluate/open-law.ts'
import { createExamples } from './evaluate/run-example.ts'
import { listsOf } from './evaluate/lists-of.ts'
import { buildIr } from './ir/build-ir.ts'
import type { Ir } from './ir/ir.ts'
import { applyReform } from './language/apply-reform.ts'
import { readRules, type RuleBook } from './language/read-rules.ts'
import type { RuleProblem } from './language/read-statute.ts'

export type CheckedPack = Pick<Pack, 'rules' | 'facts' | 'languages' | 'services' | 'holidays' | 'reforms'>

export function checkRules(pack: CheckedPack): RuleProblem[] {
  const book = readRules(pack)
  const { ir, problems: mistaken } = buildIr(book, pack.facts)
  // A page that cannot be read leaves names without meaning elsewhere: those would be told twice, and wrongly.
  const problems = [...book.problems, ...(book.problems.length > 0 ? [] : [...mistaken, ...undecided(pack, ir)]), ...checkTexts(book, pack.languages)]
  return problems.length > 0 ? problems : [...runExamples(pack, book, ir), ...withoutExample(book, ir), ...onlyVouchers(pack, ir), ...checkQuestions(ir, pack.facts), ...mistakenReforms(pack, book)]
}

/** Each reform stands in the place of what it replaces. */
function mistakenReforms({ reforms, facts }: CheckedPack, book: RuleBook): RuleProblem[] {
  return reforms.flatMap(({ page }) => {
    const reformed = applyReform(book, page)
    return reformed.problems.length > 0 ? reformed.problems : buildIr(reformed, facts).problems
  })
}

function undecided(pack: CheckedPack, { rules }: Ir): RuleProblem[] {
  return pack.services.filter(({ rule }) => rule !== null && !rules.some(({ service }) => service === rule)).map(({ id, rule }) =>
    ({ file: `services/${id}.json`, line: 1, column: 1, message: `No page of rules/ decides ${rule!}.`, advice: `Write: rule ${rule!} under … in rules/, or set "rule" to null.` }))
}

function runExamples({ facts, holidays }: CheckedPack, book: RuleBook, ir: Ir): RuleProblem[] {
  const run = createExamples(openLaw(ir, holidays), listsOf(facts))
  return book.examples.flatMap((placed) => {
    const mistake = run(placed)
    return mistake ? [{ file: placed.statute.file, ...mistake.at, message: mistake.message, advice: mistake.advice }] : []
  })
}

function withoutExample({ examples }: RuleBook, { rules }: Ir): RuleProblem[] {
  const shown = new Set(examples.map(({ example: { target } }) => ('service' in target ? target.service : '')))
  return rules.filter(({ service }) => !shown.has(service)).map(({ service, place }) =>
    ({ ...place, message: `The rule ${service} has no worked example.`, advice: `Add: example ${service} "…" given … expect owed …` }))
}

/** What goes into an account is money: of a service that `pays`, some of it has to be. */
function onlyVouchers({ services }: CheckedPack, { rules }: Ir): RuleProblem[] {
  return services.flatMap(({ id, rule, pays }) => {
    const decides = pays && rules.find(({ service }) => service === rule)
    if (!decides) return []
    const payments = decides.branches.flatMap((branch) => branch.payments).filter(({ per }) => !pays.monthly || per === 'month')
    if (payments.some(({ voucher, upTo }) => !voucher && !upTo)) return []
    const what = pays.monthly ? 'no money by the month' : 'no money'
    return [{ ...decides.place, message: `${id} pays into an account, and its rule grants ${what}.`, advice: `Write an amount without “as voucher” and “up to”, or take "${pays.monthly ? 'monthly' : 'pays'}" out of services/${id}.json.` }]
  })
}
