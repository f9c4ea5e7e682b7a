/** Worked examples are tests: the law's own arithmetic, by hand, beside the rule. */
import type { FactSet, FactValue } from '../contract.ts'
import type { Statute } from '../language/read-statute.ts'
import type { Constant, Example } from '../language/syntax.ts'
import type { Mistake } from '../language/types.ts'
import { dayOf } from '../language/day-of.ts'
import { reckonBackPay } from '../back-pay/reckon-back-pay.ts'
import { compileService, type AnswerService } from './compile-service.ts'
import { RulesFault } from './faults.ts'
import type { OpenLaw } from './open-law.ts'
import { plainValue, valueOfConstant } from './value.ts'
import { wordless } from './wording-of.ts'

export interface PlacedExample { example: Example; statute: Statute }
/** Null: it came out as the example says. */
export type RunExample = (placed: PlacedExample) => Mistake | null

/** @param lists entities of which there can be several: whoever is not given is not there */
export function createExamples(law: OpenLaw, lists: readonly string[]): RunExample {
  const services = new Map<string, AnswerService>(law.ir.rules.map((rule) => [rule.service, compileService(rule, law.ir, law.reads, wordless)]))
  return ({ example }) => {
    const { target, at, title } = example
    const facts = factsOfExample(example, lists)
    const on = example.on ?? legalDayOf(facts)
    if (on === null) return { at, message: 'The example has no day.', advice: 'Write it behind the title: on 2026-11-02. Or add: given application.date = 2026-11-02' }
    const got = fault(() => ('service' in target ? ofService(services.get(target.service), facts, on) : ofVariable(target)))
    const wanted = example.expect.backPay !== undefined ? backPayInWords(example.expect.backPay) : 'service' in target ? inWords(example.expect.outcome ?? 'a value', example.expect.amounts, example.expect.by) : example.expect.values.map(plain).join(', ')
    if (got.words === undefined) return { at, message: got.message, advice: got.advice }
    return got.words === wanted ? null : { at, message: `“${title}” gives: ${got.words}. Expected: ${wanted}.${got.missing}`, advice: 'Correct the rule, or the example, by the text of the law.' }

    function ofService(answer: AnswerService | undefined, given: FactSet, day: string): Got {
      if (!answer) return { message: 'No rule decides this.', advice: 'Name a service that has a rule, or a definition: person.income.' }
      const rule = example.expect.backPay === undefined ? undefined : law.ir.rules.find(({ service }) => 'service' in target && service === target.service)
      if (rule) {
        const past = reckonBackPay(law, rule, answer, { facts: given, on: day, knownAt: example.known ?? day })
        return { words: backPayInWords({ money: past?.sum ?? 0, vouchers: past?.vouchers ?? 0 }), missing: '' }
      }
      const { outcome, amounts, missing, deadline } = law.within(given, { on: day, knownAt: example.known ?? day }, answer)
      return { words: inWords(outcome, amounts, example.expect.by === undefined ? undefined : deadline?.date ?? 'no day'), missing: missing.length > 0 ? ` Not given: ${missing.join(', ')}.` : '' }
    }
    function ofVariable({ entity, name }: { entity: string; name: string }): Got {
      const variable = law.ir.variables.find((candidate) => candidate.entity === entity && candidate.name === name)
      if (!variable) return { message: `Nothing is called ${entity}.${name}.`, advice: `There are: ${law.ir.variables.map((one) => `${one.entity}.${one.name}`).join(', ') || 'none yet'}.` }
      return law.within(facts, { on: on!, knownAt: example.known ?? on! }, (run) => {
        const frames = entity === 'person' ? run.members('person') ?? [] : [run.home]
        return { words: frames.map((frame) => String(plainValue(law.reads[variable.node]!(frame), variable.type) ?? 'unknown')).join(', '), missing: '' }
      })
    }
  }
}

type Got = { words: string; missing: string } | { words?: undefined; message: string; advice: string }

function fault(run: () => Got): Got {
  try {
    return run()
  } catch (cause) {
    if (!(cause instanceof RulesFault)) throw cause
    return { message: cause.message, advice: 'Correct the facts of the example, or the rule.' }
  }
}

const backPayInWords = ({ money, vouchers }: { money: number; vouchers: number }) => `back pay ${money}${vouchers === 0 ? '' : ` and ${vouchers} as voucher`}`

const inWords = (outcome: string, amounts: { value: number; per: string }[], by?: string) =>
  outcome === 'owed' ? ['owed', amounts.map(({ value, per }) => `${value} ${per === 'once' ? per : `a ${per}`}`).join(', '), by && `by ${by}`].filter(Boolean).join(' ') : outcome

/** As `plainValue` words what came out. */
function plain(value: Constant | null): string {
  if (value === null) return 'unknown'
  const type = typeof value === 'object' ? ('unit' in value ? 'duration' : 'rate') : typeof value === 'string' && dayOf(value) !== null ? 'date' : 'int'
  return String(plainValue(valueOfConstant(value, type), type))
}

export function legalDayOf(facts: FactSet): string | null {
  const application = facts['application']
  const date = application === undefined || Array.isArray(application) ? undefined : application['date']
  return typeof date === 'string' ? date : null
}

export function factsOfExample({ givens }: Pick<Example, 'givens'>, lists: readonly string[]): FactSet {
  const facts: FactSet = Object.fromEntries(lists.map((list) => [list, []]))
  for (const given of givens) {
    const held = facts[given.entity]
    if (given.item) facts[given.entity] = [...(Array.isArray(held) ? held : []), given.attributes as Record<string, FactValue>]
    else facts[given.entity] = { ...(Array.isArray(held) ? {} : held), [given.name]: given.value }
  }
  return facts
}
