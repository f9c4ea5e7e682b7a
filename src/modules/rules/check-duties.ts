/** Every mistake of a pack's duties: each has a rule, each rule a last day, worked examples, and nothing that registers would not tell. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Problem } from '../../../packages/pack-kit/problem.ts'
import { checkTexts } from './check-texts.ts'
import { listsOf } from './evaluate/lists-of.ts'
import { openLaw } from './evaluate/open-law.ts'
import { createExamples } from './evaluate/run-example.ts'
import { buildIr } from './ir/build-ir.ts'
import type { Ir, PlaceInFile } from './ir/ir.ts'
import { readRules } from './language/read-rules.ts'
import { factsOfDuties } from './pass/due-nodes.ts'

export type DutyPack = Pick<Pack, 'duties' | 'dutyPages' | 'facts' | 'languages' | 'holidays' | 'purposes' | 'due' | 'agencies' | 'services' | 'lifeEvents'>

const at = ({ file, line, column }: PlaceInFile | { file: string; line: number; column: number }) => ({ file, pointer: `:${line}:${column}` })

export function checkDuties(pack: DutyPack): Problem[] {
  if (pack.duties.length + pack.dutyPages.length === 0) return []
  const book = readRules({ rules: pack.dutyPages })
  const { ir, problems: mistaken } = buildIr(book, factsOfDuties(pack.facts))
  const pages = [...book.problems, ...(book.problems.length > 0 ? [] : mistaken), ...checkTexts(book, pack.languages)].map(({ message, advice, ...place }): Problem => ({ ...at(place), message, advice }))
  const named = [...pack.duties.flatMap((duty) => checkDuty(pack, duty)), ...checkPurpose(pack)]
  if (pages.length > 0) return [...named, ...pages]
  const run = createExamples(openLaw(ir, pack.holidays), listsOf(pack.facts))
  const shown = new Set(book.examples.map(({ example: { target } }) => ('service' in target ? target.service : '')))
  return [
    ...named, ...checkRead(pack, ir),
    ...pack.duties.filter(({ id }) => !ir.rules.some(({ service }) => service === id)).map(({ id }): Problem =>
      ({ file: `duties/${id}.json`, pointer: '/id', message: `No page of duties/ says whom ${id} concerns.`, advice: `Write: rule ${id} under … when … apply by … in duties/.` })),
    ...ir.rules.flatMap(({ service, branches, place }): Problem[] => [
      ...(pack.duties.some(({ id }) => id === service) ? [] : [{ ...at(place), message: `${service} is no duty of this pack.`, advice: `Add duties/${service}.json, or correct the name.` }]),
      ...(branches.every(({ refuses, deadline }) => refuses || deadline) ? [] : [{ ...at(place), message: `${service} has no last day.`, advice: 'Add: apply by … says …' }]),
      ...(branches.every(({ payments }) => payments.every(({ per }) => per === 'once')) ? [] : [{ ...at(place), message: `What ${service} costs is paid once.`, advice: 'Write: pays … once' }]),
      ...(shown.has(service) ? [] : [{ ...at(place), message: `The rule ${service} has no worked example.`, advice: `Add: example ${service} "…" on … given … expect owed by …` }]),
    ]),
    ...book.examples.flatMap((placed): Problem | [] => {
      const mistake = run(placed)
      return mistake ? { ...at({ file: placed.statute.file, ...mistake.at }), message: mistake.message, advice: mistake.advice } : []
    }),
  ]
}

function checkDuty({ agencies, services, lifeEvents }: DutyPack, { id, agency, remind, opens, missed, do: done }: DutyPack['duties'][number]): Problem[] {
  const report = (pointer: string, message: string, advice: string): Problem => ({ file: `duties/${id}.json`, pointer, message, advice })
  return [
    ...(agencies.some((one) => one.id === agency) ? [] : [report('/agency', `There is no agency ${agency}.`, 'Name one of agencies.json.')]),
    ...('service' in done && !services.some((one) => one.id === done.service) ? [report('/do/service', `There is no service ${done.service}.`, 'Name one of services/.')] : []),
    ...('event' in done && !lifeEvents.some((one) => one.id === done.event && one.open) ? [report('/do/event', `No life event ${done.event} is open here.`, 'Name one of life-events/ that is open.')] : []),
    ...('url' in done && !done.url.startsWith('https://') ? [report('/do/url', 'People are led over a line that others can read.', 'Name the address with https://.')] : []),
    ...(remind.every((days, place) => place === 0 || days < remind[place - 1]!) ? [] : [report('/remind', 'The days stand in no order.', 'Begin with the earliest reminder: 90, 30, 7.')]),
    ...(opens !== undefined && remind[0]! > opens ? [report('/remind/0', `People hear of it ${remind[0]!} days before, and can do it from ${opens} days before.`, 'Remind nobody of what they cannot do yet.')] : []),
    ...(missed.fine && missed.fine.from > missed.fine.most ? [report('/missed/fine/most', 'At most is less than on the first day.', 'Exchange the two.')] : []),
  ]
}

/** The law must let an agency look at everybody for this, by a purpose of its own. */
function checkPurpose({ due, purposes, duties }: DutyPack): Problem[] {
  const purpose = purposes.find(({ id }) => id === due)
  if (duties.length === 0 || purpose?.everybody) return []
  return [{ file: 'pack.json', pointer: '/due', message: due === undefined ? 'Nobody may look at the registers for duties.' : `${due} is no purpose for looking at everybody.`, advice: 'Name a purpose with "everybody": true under "due".' }]
}

/** A duty that rests on what the purpose does not ask would never be told to anybody. */
function checkRead({ facts, purposes, due }: DutyPack, { inputs }: Ir): Problem[] {
  const fields = new Set(purposes.find(({ id }) => id === due)?.fields)
  return inputs.flatMap(({ fact: name }): Problem[] => {
    const place = facts.findIndex(({ fact }) => fact === name)
    const from = facts[place]?.from
    if (from === undefined) return [{ file: 'facts.json', pointer: `/${place}`, message: `A duty rests on ${name}, which no register tells.`, advice: 'A duty is found while nobody is asked: give the fact a register.' }]
    return fields.has(`${from.register}.${from.field}`) ? [] : [{ file: 'facts.json', pointer: `/${place}/from`, message: `A duty rests on ${name}, and ${due ?? 'no purpose'} does not ask ${from.register}.${from.field}.`, advice: 'Name the field in the purpose that pack.json names under "due".' }]
  })
}
