/** Whatever one file names must stand in another. */
import { checkContributions } from './check-contributions.ts'
import { checkCounters } from './check-counters.ts'
import type { Problem } from './problem.ts'
import { intents, withoutFact } from './schema/assistant.ts'
import type { Fact } from './schema/fact.ts'
import type { LifeEvent, Question } from './schema/life-event.ts'
import type { Pack } from './schema/pack.ts'
import type { Purpose } from './schema/purpose.ts'
import type { RegisterField } from './schema/register.ts'
import type { PublicService } from './schema/service.ts'

export function checkReferences(pack: Pack): Problem[] {
  const problems: Problem[] = []
  const agencies = new Set(pack.agencies.map(({ id }) => id))
  const services = new Set(pack.services.map(({ id }) => id))
  const events = new Set(pack.lifeEvents.map(({ id }) => id))
  const purposes = new Map(pack.purposes.map((purpose) => [purpose.id, purpose]))
  const fields = new Set(pack.registers.flatMap(({ id, fields: own }) => Object.keys(own).map((field) => `${id}.${field}`)))
  const facts = new Set(pack.facts.map(({ fact }) => fact))
  const lists = new Set(pack.facts.filter(({ list }) => list).map(({ fact }) => fact.slice(0, fact.indexOf('.'))))

  const demand = (known: ReadonlySet<string> | ReadonlyMap<string, unknown>, name: string, what: string, file: string, pointer: string) => {
    if (known.has(name)) return
    problems.push({ file, pointer, message: `There is no ${what} ${name}.`, advice: nearest(name, [...known.keys()]) })
  }

  if (!pack.languages.some(({ tag }) => tag === pack.defaultLanguage)) {
    problems.push({ file: 'pack.json', pointer: '/defaultLanguage', message: `${pack.defaultLanguage} is no language of this pack.`, advice: `Choose one of: ${pack.languages.map(({ tag }) => tag).join(', ')}.` })
  }
  problems.push(...doubles('agencies.json', pack.agencies), ...doubles('registers.json', pack.registers), ...doubles('purposes.json', pack.purposes), ...doubles('facts.json', pack.facts.map(({ fact }) => ({ id: fact }))))

  for (const service of pack.services) {
    const file = `services/${service.id}.json`
    demand(agencies, service.agency, 'agency', file, '/agency')
    for (const [at, event] of service.lifeEvents.entries()) demand(events, event, 'life event', file, `/lifeEvents/${at}`)
    if (service.effect === 'register-birth' && !pack.registers.some(({ births }) => births)) {
      problems.push({ file, pointer: '/effect', message: 'No register keeps births.', advice: 'Set "births": true on the register that births are written into.' })
    }
    for (const [at, name] of (service.finds ?? []).entries()) demand(fields, name, 'register field', file, `/finds/${at}`)
    if (service.onlyIf) demand(facts, service.onlyIf.fact, 'fact', file, '/onlyIf/fact')
    if (service.collects) problems.push(...checkCollects(pack, service, service.collects.fact, file))
    if (service.pays) problems.push(...checkPays(pack, service, file, facts))
    if (service.follows) problems.push(...checkFollows(pack, service, file))
    if (service.writes) problems.push(...checkWrites(pack, service, service.writes, file, facts))
  }
  for (const [at, { id, abolished }] of pack.agencies.entries()) {
    if (!abolished) continue
    demand(new Set(pack.agencies.filter((agency) => agency.id !== id && !agency.abolished).map((agency) => agency.id)), abolished.successor, 'lasting agency', 'agencies.json', `/${at}/abolished/successor`)
  }
  for (const [at, register] of pack.registers.entries()) {
    demand(agencies, register.agency, 'agency', 'registers.json', `/${at}/agency`)
  }
  for (const [at, purpose] of pack.purposes.entries()) {
    if (purpose.agency !== null) demand(agencies, purpose.agency, 'agency', 'purposes.json', `/${at}/agency`)
    for (const [field, name] of purpose.fields.entries()) demand(fields, name, 'register field', 'purposes.json', `/${at}/fields/${field}`)
    for (const [field, name] of (purpose.about ?? []).entries()) demand(fields, name, 'register field', 'purposes.json', `/${at}/about/${field}`)
    for (const [fact, name] of purpose.facts.entries()) demand(facts, name, 'fact', 'purposes.json', `/${at}/facts/${fact}`)
    problems.push(...checkCompanies(pack, purpose, `/${at}`), ...checkCovert(pack, purpose, `/${at}`))
  }
  for (const [pointer, id] of [['/companies/overseer', pack.companies?.overseer], ['/trust/agency', pack.trust?.agency]] as const) if (id !== undefined) demand(agencies, id, 'agency', 'pack.json', pointer)
  for (const [at, agency] of (pack.registration?.agencies ?? []).entries()) demand(agencies, agency, 'agency', 'pack.json', `/registration/agencies/${at}`)
  problems.push(...checkCounters(pack))
  const ownPurposes = new Set(pack.purposes.filter(({ agency, companies }) => agency === null && !companies).map(({ id }) => id))
  if (pack.dataRights) demand(ownPurposes, pack.dataRights.access, 'purpose of people’s own', 'pack.json', '/dataRights/access')
  if (pack.retention.consents.years < pack.retention.accessLog.years) {
    problems.push({ file: 'pack.json', pointer: '/retention/consents/years', message: 'A consent would end before the looks that it allowed.', advice: `Keep consents for at least the ${pack.retention.accessLog.years} years of the access log.` })
  }
  if (pack.entitlements !== undefined) demand(ownPurposes, pack.entitlements, 'purpose of people’s own', 'pack.json', '/entitlements')
  for (const [at, { service }] of pack.cliffs.entries()) demand(services, service, 'service', 'cliffs.json', `/${at}/service`)
  for (const [at, { from, counts }] of pack.facts.entries()) {
    if (from) demand(fields, `${from.register}.${from.field}`, 'register field', 'facts.json', `/${at}/from/field`)
    if (counts) for (const list of [counts.list, ...counts.without]) demand(lists, list, 'list', 'facts.json', `/${at}/counts`)
  }
  const { examples, services: others, events: happened = {}, certificates = {}, duties: due = {}, moods, answers } = pack.assistant
  const questions = pack.lifeEvents.flatMap(({ steps }) => steps.flatMap((step) => step.questions))
  const yesNos = new Set([...withoutFact.asked, ...questions.filter(({ type }) => type === 'yes-no').map(({ fact }) => fact)])
  const told = new Set([...withoutFact.corrected, ...questions.filter(({ type }) => type !== 'yes-no').map(({ fact }) => fact)])
  for (const part of ['yes', 'no', 'tells', 'corrects'] as const) for (const name of Object.keys(answers?.[part] ?? {})) demand(part === 'yes' || part === 'no' ? yesNos : told, name, part === 'yes' || part === 'no' ? 'yes-no question' : 'question', 'assistant.json', `/answers/${part}/${name}`)
  const words = [...['yes', 'no', 'tells', 'corrects'].flatMap((part) => Object.entries(answers?.[part as 'yes'] ?? {}).map(([name, said]) => ({ pointer: `/answers/${part}/${name}`, of: said }))), ...(answers?.asides ? [{ pointer: '/answers/asides', of: answers.asides }] : []),
    ...Object.entries({ examples, services: others, events: happened, certificates, duties: due }).flatMap(([part, of]) => Object.entries(of).map(([name, said]) => ({ pointer: `/${part}/${name}`, of: said }))),
    ...pack.assistant.urgent.map(({ words: of }, at) => ({ pointer: `/urgent/${at}/words`, of }))]
  for (const name of Object.keys(examples)) demand(new Set<string>(intents), name, 'intent', 'assistant.json', `/examples/${name}`)
  for (const name of Object.keys(others)) demand(services, name, 'service', 'assistant.json', `/services/${name}`)
  for (const name of Object.keys(happened)) demand(new Set(pack.lifeEvents.map(({ id }) => id)), name, 'life event', 'assistant.json', `/events/${name}`)
  for (const mood of ['glad', 'sad'] as const) for (const [at, name] of (moods?.[mood] ?? []).entries()) demand(new Set(pack.lifeEvents.map(({ id }) => id)), name, 'life event', 'assistant.json', `/moods/${mood}/${at}`)
  for (const name of Object.keys(certificates)) demand(new Set(pack.credentials.map(({ id }) => id)), name, 'credential', 'assistant.json', `/certificates/${name}`)
  for (const name of Object.keys(due)) demand(new Set(pack.duties.map(({ id }) => id)), name, 'duty', 'assistant.json', `/duties/${name}`)
  for (const { pointer, of } of words) for (const tag of Object.keys(of)) demand(new Set(pack.languages.map((language) => language.tag)), tag, 'language', 'assistant.json', `${pointer}/${tag}`)
  for (const event of pack.lifeEvents) {
    const file = `life-events/${event.id}.json`
    for (const [at, id] of event.services.entries()) demand(services, id, 'service', file, `/services/${at}`)
    for (const [at, id] of event.purposes.entries()) demand(purposes, id, 'purpose', file, `/purposes/${at}`)
    if (event.subject) demand(fields, `${event.subject.register}.${event.subject.field}`, 'register field', file, '/subject/field')
    for (const [at, { fact }] of (event.clocks ?? []).entries()) if (fact !== undefined) demand(facts, fact, 'fact', file, `/clocks/${at}/fact`)
    if (event.open) problems.push(...checkOpenEvent(pack, event, file, facts))
    problems.push(...checkContributions(event, file))
  }
  return problems
}

/** A company is handed what registers say of the person who agrees, and nothing on any other ground. */
function checkCompanies(pack: Pack, { companies, agency, about, facts, everybody, fields }: Purpose, pointer: string): Problem[] {
  if (!companies) return []
  const report = (at: string, message: string, advice: string) => ({ file: 'purposes.json', pointer: pointer + at, message, advice })
  return [
    ...(pack.companies ? [] : [report('/companies', 'Nobody oversees companies here.', 'Name the agency in pack.json: "companies": { "overseer": … }.')]),
    ...(agency === null ? [] : [report('/agency', 'A purpose is for companies or for an agency.', 'Set "agency" to null, or leave out "companies".')]),
    ...(about || everybody || facts.length > 0 ? [report('', 'A company receives what the person agrees to, from registers alone.', 'Leave out "about" and "everybody", and empty "facts".')] : []),
    ...(fields.length > 0 ? [] : [report('/fields', 'The purpose hands over nothing.', 'Name the fewest fields that it needs.')]),
  ]
}

/** A look that is kept from the person for a while is an agency's, at what registers say, and never part of what people themselves begin. */
function checkCovert(pack: Pack, { id, covert, agency, companies, about, facts, everybody, fields }: Purpose, pointer: string): Problem[] {
  if (!covert) return []
  const report = (at: string, message: string, advice: string) => ({ file: 'purposes.json', pointer: pointer + at, message, advice })
  const event = pack.lifeEvents.find(({ purposes }) => purposes.includes(id))
  return [
    ...(agency === null || companies ? [report('/agency', 'Nobody looks covertly but an agency that the law names.', 'Name the agency, and leave out "companies".')] : []),
    ...(about || everybody || facts.length > 0 ? [report('/covert', 'A covert look is at one person, and at what registers say.', 'Leave out "about" and "everybody", and empty "facts".')] : []),
    ...(fields.length > 0 ? [] : [report('/fields', 'The purpose looks at nothing.', 'Name the fewest fields that it needs.')]),
    ...(event ? [{ file: `life-events/${event.id}.json`, pointer: '/purposes', message: `${id} is covert: nobody can be asked to agree to it.`, advice: 'Take it out of the life event.' }] : []),
  ]
}

/** Where it belongs the other must belong, too; and what the law does by itself nobody decides. */
function checkFollows({ services }: Pack, { follows, rule, lifeEvents, pays, writes, fee, effect, certificate }: PublicService, file: string): Problem[] {
  const other = services.find(({ id }) => id === follows!.service)
  const alone = lifeEvents.filter((event) => other?.lifeEvents.includes(event) !== true)
  const does = rule !== null || pays || writes || fee || effect || certificate
  return [
    ...(other && !other.follows && alone.length === 0 ? [] : [{ file, pointer: '/follows/service', message: `${follows!.service} is no service that somebody decides in: ${alone.join(', ') || lifeEvents.join(', ')}.`, advice: 'Name a service of the same life events that does not follow itself.' }]),
    ...(does ? [{ file, pointer: '/follows', message: 'What the law does by itself is decided by no rule, and pays, costs, writes and certifies nothing.', advice: 'Leave these out, or leave out "follows".' }] : []),
  ]
}

/** How much is owed is read by the person and by the agency that asks for it, from a register, and by nobody decided. */
function checkCollects(pack: Pack, service: PublicService, name: string, file: string): Problem[] {
  const pointer = '/collects/fact'
  const fact = pack.facts.find((one) => one.fact === name)
  if (fact?.type !== 'money' || fact.from?.take !== 'value') return [{ file, pointer, message: `No register says ${name} as an amount.`, advice: 'Name a fact of the type money that a register gives as it is.' }]
  if (fact.correctable) return [{ file, pointer, message: `${name} can be corrected by the applicant.`, advice: 'What is owed is what the register says: leave "correctable" out.' }]
  const held = `${fact.from.register}.${fact.from.field}`
  const { rule, pays, fee, follows, certificate, effect, secondSignature, writes } = service
  if (rule !== null || pays || fee || follows || certificate || effect || secondSignature) return [{ file, pointer: '/collects', message: 'What is only paid is nothing that is decided, granted or certified.', advice: 'Set "rule" to null and leave the rest out, or leave this out.' }]
  const missing = Object.values(writes?.sets ?? {}).includes(collected) ? [] : [{ file, pointer: '/writes', message: 'No register hears that it was paid.', advice: `Set a field of the register to ${collected}.` }]
  return [...missing, ...pack.lifeEvents.filter(({ id }) => service.lifeEvents.includes(id)).flatMap((event) => [service.agency, null].flatMap((agency): Problem[] =>
    (pack.purposes.some((purpose) => purpose.agency === agency && event.purposes.includes(purpose.id) && purpose.fields.includes(held)) ? []
      : [{ file: `life-events/${event.id}.json`, pointer: '/purposes', message: `No purpose of ${agency ?? 'the applicant'} covers ${held}, which ${service.id} asks for.`, advice: `Add ${held} to a purpose of the event.` }])))]
}

/** In the place of a value: what was paid. */
const collected = 'collects.amount'

function checkWrites(pack: Pack, { lifeEvents, collects }: PublicService, { register: id, fields, sets = {}, of }: NonNullable<PublicService['writes']>, file: string, facts: ReadonlySet<string>): Problem[] {
  const register = pack.registers.find((candidate) => candidate.id === id)
  const closed = (part: string, field: string): Problem[] => (register?.changes?.includes(field) === true ? [] : [{ file, pointer: `/writes/${part}/${field}`, message: `The register ${id} lets nobody change ${field}.`, advice: 'Name it under "changes" of the register.' }])
  const nobody = of === 'subject' && pack.lifeEvents.some((event) => lifeEvents.includes(event.id) && !event.subject)
  return [
    ...Object.entries(fields).flatMap(([field, fact]) => {
      const unknown = facts.has(fact) ? [] : [{ file, pointer: `/writes/fields/${field}`, message: `There is no fact ${fact}.`, advice: 'Add it to facts.json, or correct its name.' }]
      return [...closed('fields', field), ...unknown].slice(0, 1)
    }),
    ...Object.entries(sets).flatMap(([field, value]) => [...closed('sets', field), ...misset(register?.fields[field], value, file, `/writes/sets/${field}`, collects !== undefined)].slice(0, 1)),
    ...(nobody ? [{ file, pointer: '/writes/of', message: 'Its life event is about nobody but the applicant.', advice: 'Give the life event a "subject", or leave this out.' }] : []),
  ]
}

/** What is set must be what the field is. */
function misset(field: RegisterField | undefined, value: string, file: string, pointer: string, collects: boolean): Problem[] {
  const fits: Partial<Record<RegisterField['type'], (text: string) => boolean>> = {
    bool: (text) => text === 'yes' || text === 'no', int: (text) => /^\d+$/.test(text), money: (text) => /^\d+$/.test(text) || (collects && text === collected),
    date: (text) => text === 'decision.date', text: () => true, enum: (text) => Object.hasOwn(field?.values ?? {}, text),
  }
  return field === undefined || fits[field.type]?.(value) === true ? [] : [{ file, pointer, message: `${value} is no ${field.type}.`, advice: 'Set yes or no, a number, a code of the field, decision.date, or collects.amount of what is collected.' }]
}

/** Who pays must be allowed to know the account, at every event that leads to the payment. */
function checkPays(pack: Pack, { agency, lifeEvents, pays }: PublicService, file: string, facts: ReadonlySet<string>): Problem[] {
  const pointer = '/pays/account'
  const { account } = pays!
  if (!facts.has(account)) return [{ file, pointer, message: `There is no fact ${account}.`, advice: 'Add it to facts.json, or correct its name.' }]
  const events = pack.lifeEvents.filter(({ id, open }) => open && lifeEvents.includes(id))
  return events.filter((event) => !pack.purposes.some((purpose) => purpose.agency === agency && event.purposes.includes(purpose.id) && purpose.facts.includes(account)))
    .map(({ id }) => ({ file, pointer, message: `At ${id}, no purpose of ${agency} covers ${account}.`, advice: 'Name the fact in the purpose under which the agency decides.' }))
}

/** An event that can be handled online needs its own-data purpose, a purpose for each agency, and questions that fit their facts. */
function checkOpenEvent(pack: Pack, event: LifeEvent, file: string, facts: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  const own = pack.purposes.filter(({ id, agency, companies }) => agency === null && !companies && event.purposes.includes(id))
  if (own.length !== 1) problems.push({ file, pointer: '/purposes', message: `People read their own data under one purpose, and this names ${own.length}.`, advice: 'Name one purpose whose agency is null.' })
  for (const id of event.services) {
    const service = pack.services.find((candidate) => candidate.id === id)
    if (service && !service.follows && !pack.purposes.some(({ id: purpose, agency }) => agency === service.agency && event.purposes.includes(purpose))) {
      problems.push({ file, pointer: '/purposes', message: `${service.agency} decides ${id} and has no purpose here.`, advice: `Add a purpose with "agency": "${service.agency}" to purposes.json and name it here.` })
    }
  }
  const kinds = { 'yes-no': 'bool', date: 'date', choice: 'enum', text: 'text' } as const
  for (const [at, step] of event.steps.entries()) {
    for (const [index, question] of step.questions.entries()) {
      const pointer = `/steps/${at}/questions/${index}/fact`
      const fact = pack.facts.find((candidate) => candidate.fact === question.fact)
      if (!fact || !facts.has(question.fact)) problems.push({ file, pointer, message: `facts.json knows no ${question.fact}.`, advice: 'Add the fact, or correct its name.' })
      else if (fact.type !== kinds[question.type]) problems.push({ file, pointer, message: `${question.fact} is ${fact.type}, and a ${question.type} question gives ${kinds[question.type]}.`, advice: 'Give both the same type.' })
      else if (fact.from && !mayHoldNothing(pack, fact)) problems.push({ file, pointer, message: `${question.fact} comes from a register.`, advice: 'Ask nobody for what the state knows; make the fact correctable instead.' })
      problems.push(...checkCondition(pack, event, at, question, file, `/steps/${at}/questions/${index}/onlyIf`), ...checkUnless(pack, question, file, `/steps/${at}/questions/${index}/unless`))
    }
  }
  return problems
}

/** Only what is taken as it is can be said instead by the person. */
const mayHoldNothing = ({ registers }: Pack, { from }: Fact) => from?.take === 'value' && registers.find(({ id }) => id === from.register)?.fields[from.field]?.optional === true

/** Without script a page cannot change while it is filled in: what decides whether something is asked stands on a page before. */
function checkCondition(pack: Pack, event: LifeEvent, at: number, { onlyIf }: Question, file: string, pointer: string): Problem[] {
  if (!onlyIf) return []
  const held = pack.facts.find(({ fact, from }) => fact === onlyIf.fact && from?.take === 'value')
  const choose = (codes: readonly string[]): Problem[] => (codes.includes(onlyIf.is) ? [] : [{ file, pointer: `${pointer}/is`, message: `${onlyIf.is} is no answer to ${onlyIf.fact}.`, advice: `Choose one of: ${codes.join(', ') || 'none; only yes-no and choice questions decide'}.` }])
  if (held) return choose(held.type === 'bool' ? ['yes', 'no'] : Object.keys(held.values ?? {}))
  const asked = event.steps.slice(0, at).filter(({ repeat }) => !repeat).flatMap(({ questions }) => questions).find(({ fact }) => fact === onlyIf.fact)
  if (!asked) return [{ file, pointer: `${pointer}/fact`, message: `No earlier page asks for ${onlyIf.fact}.`, advice: 'Name a question of an earlier page, or move this one to a later page.' }]
  return choose(asked.type === 'yes-no' ? ['yes', 'no'] : (asked.choices ?? []).map(({ value }) => value))
}

/** Only a register can spare somebody a question. */
function checkUnless({ facts }: Pack, { unless }: Question, file: string, pointer: string): Problem[] {
  if (!unless) return []
  const held = facts.find(({ fact, from }) => fact === unless.fact && from?.take === 'value')
  if (!held) return [{ file, pointer: `${pointer}/fact`, message: `No register says ${unless.fact}.`, advice: 'Name a fact that a register gives as it is.' }]
  const codes = held.type === 'bool' ? ['yes', 'no'] : Object.keys(held.values ?? {})
  return codes.includes(unless.is) ? [] : [{ file, pointer: `${pointer}/is`, message: `${unless.is} is nothing that ${unless.fact} can be.`, advice: `Choose one of: ${codes.join(', ')}.` }]
}

function doubles(file: string, list: readonly { id: string }[]): Problem[] {
  return list.flatMap(({ id }, at) => (list.findIndex((other) => other.id === id) < at
    ? [{ file, pointer: `/${at}`, message: `${id} stands here twice.`, advice: 'Give one of them another name.' }] : []))
}

/** The names that share most pairs of letters with what was written. */
function nearest(name: string, known: string[]): string {
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
  const wanted = pairs(name)
  const scored = known.map((candidate) => ({ candidate, shared: [...pairs(candidate)].filter((pair) => wanted.has(pair)).length })).sort((a, b) => b.shared - a.shared)
  const best = scored[0]
  return best && best.shared > 0 ? `Did you mean ${best.candidate}?` : `Known are: ${known.slice(0, 12).join(', ') || 'none yet'}.`
}
