/** The texts of all pages by what they speak of: a name has one meaning in the whole pack, and every exception a text it excepts. */
import type { RuleBook } from '../language/read-rules.ts'
import type { Statute } from '../language/read-statute.ts'
import type { BestOf, Contradiction, Defined, Exception, Group, InsteadOf, Item, Parameter, Rule, Scale } from '../language/syntax.ts'
import type { Definition } from './lower-definition.ts'
import type { Placed } from './order-exceptions.ts'
import type { Tell } from './tell.ts'

export interface Texts {
  parameters: Placed<Parameter>[]
  scales: Placed<Scale>[]
  groups: Map<string, Placed<Group>>
  /** `person.income` → its texts. */
  definitions: Map<string, Definition>
  rules: Placed<Rule>[]
  exceptionsToServices: Map<string, Placed<Exception>[]>
  bestOf: Placed<BestOf>[]
  contradictions: Placed<Contradiction>[]
}

export const nameOf = ({ entity, name }: Defined) => `${entity}.${name}`

export function gather(book: RuleBook, tell: Tell): Texts {
  const every = book.statutes.flatMap((statute) => statute.items.map((item) => ({ item, statute })))
  const of = <Kind extends Item['kind']>(kind: Kind) => every.filter((placed): placed is Placed<Extract<Item, { kind: Kind }>> => placed.item.kind === kind)
  tellDoubles(every, tell)
  const definitions = new Map(of('define').map((define) => [nameOf(define.item), { define, instead: [], exceptions: [] } as Definition]))
  const rules = of('rule')
  const exceptionsToServices = new Map<string, Placed<Exception>[]>(rules.map(({ item }) => [item.service, []]))
  for (const instead of of('instead')) {
    const definition = definitions.get(nameOf(instead.item.target))
    if (definition) definition.instead.push(instead)
    else nothing(instead, nameOf(instead.item.target), [...definitions.keys()], tell)
  }
  for (const exception of of('exception')) {
    const { target } = exception.item
    const excepted = 'service' in target ? exceptionsToServices.get(target.service) : definitions.get(nameOf(target))?.exceptions
    if (excepted) excepted.push(exception)
    else nothing(exception, 'service' in target ? target.service : nameOf(target), [...('service' in target ? exceptionsToServices : definitions).keys()], tell)
  }
  for (const best of of('best-of')) {
    for (const service of best.item.services) if (!exceptionsToServices.has(service)) tell.one(best.statute, { at: best.item.at, message: `No rule decides ${service}.`, advice: 'Name services that have a rule.' })
  }
  return {
    definitions, rules, exceptionsToServices, parameters: of('parameter'), scales: of('scale'), bestOf: of('best-of'), contradictions: of('contradiction'),
    groups: new Map(of('group').map((group) => [group.item.name, group])),
  }
}

const nothing = ({ item, statute }: Placed<InsteadOf | Exception>, name: string, known: string[], tell: Tell) => {
  tell.one(statute, { at: item.at, message: `Nothing is called ${name}, so nothing stands instead of it.`, advice: `There are: ${known.join(', ') || 'none yet'}.` })
}

/** A name that has two meanings has none. */
function tellDoubles(every: readonly Placed<Item>[], tell: Tell) {
  const seen = new Map<string, Statute>()
  for (const { item, statute } of every) {
    const name = item.kind === 'rule' ? `the rule ${item.service}` : item.kind === 'define' ? `the definition ${nameOf(item)}`
      : item.kind === 'parameter' || item.kind === 'scale' ? `the figure ${item.name}` : item.kind === 'group' ? `the group ${item.name}` : undefined
    if (name === undefined) continue
    const first = seen.get(name)
    if (first) tell.one(statute, { at: (item as Rule).at, message: `${name[0]!.toUpperCase()}${name.slice(1)} stands in ${first.file} already.`, advice: 'Give it another name, or a further dated value.' })
    else seen.set(name, statute)
  }
}
