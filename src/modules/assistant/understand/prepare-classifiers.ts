import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { othersOf } from '../fill/others-of.ts'
import { foldText, type Search } from '../../search/index.ts'
import { type Classifier, outside, trainClassifier, type Utterance, wordsAndPairs } from '../intents/classifier.ts'

export interface Classifiers {
  /** Which of the few things someone wants. */
  intents: Classifier
  /** What happened to someone, said without a service's name; `outside` where they ask about a service. */
  events: Classifier
  /** Whether a word of it tells that this happened, and nothing else that happens to people as often. @param isSure the whole message surely means it: then the word may mean another nearly as often */
  tellsOf(message: string, event: string, isSure?: boolean): boolean
  /** Whether a message asks and names nothing: each of its words is one that the examples of asking are made of, and no service is called by. @param names of one service alone */
  asksOnly(message: string, names?: readonly string[]): boolean
  /** Whether a word stands in what the pack gives as examples of asking and of what happens to people. @param service of what happens, only what leads to it */
  isFamiliar(term: string, service?: string): boolean
}

/** Of each intent a dozen or two examples: held out in turn, of the pack's own 55, 62 and 69 of a hundred are told right in three languages with the ordinary steps, with these 58, 66 and 73. */
const rateOfIntents = 1.5

/** What is asked of a service. */
export const aspects: ReadonlySet<string> = new Set(['start', 'summary', 'amount', 'audience', 'how', 'cost', 'time', 'deadline', 'agency', 'complaint', 'law'])

/** Those of each language that the pack gives examples in, learnt when they are first needed. Easy language asks as the plain one does. */
export function prepareClassifiers(pack: Pack, search: Search, wordingIn: (language: string) => Wording): (language: string) => Classifiers {
  const learnt = new Map<string, Classifiers>()
  const given = new Set(Object.values(pack.assistant.examples).flatMap((examples) => Object.keys(examples)))
  const tagOf = (language: string) => [language, language.split('-')[0]!, pack.defaultLanguage].find((tag) => given.has(tag)) ?? pack.defaultLanguage
  return (language) => {
    const tag = tagOf(language)
    let classifiers = learnt.get(tag)
    if (classifiers === undefined) {
      // What is learnt from is analysed once for all three, and not kept.
      const seen = new Map<string, string[]>()
      let learning = true
      const terms = (text: string) => {
        const known = seen.get(text) ?? search.terms(text, tag)
        if (learning) seen.set(text, known)
        return known
      }
      const train = (utterances: Utterance[], rate?: number) => trainClassifier(utterances, terms, rate)
      learnt.set(tag, (classifiers = { intents: train(utterancesIn(pack.assistant.examples, tag), rateOfIntents), events: train([...ofEvents(pack, tag, othersOf(wordingIn(tag))), ...ofWishes(pack, tag), ...aboutServices(pack, tag)]), tellsOf: withNamesOf(pack, tag, terms, knowTelling([...utterancesIn(pack.assistant.events ?? {}, tag), ...ofWishes(pack, tag), ...pack.lifeEvents.map(({ id, name }) => ({ text: name[tag] ?? '', intent: id }))], terms)), asksOnly: knowAsking(pack, tag, terms), isFamiliar: knowExamples(pack, tag, terms) }))
      learning = false
      seen.clear()
    }
    return classifiers
  }
}

/** Of what the examples of all events say so much is said of the one: each heard as often as another, or a little more often where more ways of saying it are known. */
const mostly = { likely: 0.6, sure: 0.45 }

/** A thing that happened, a need, a change: words that many events have tell of none, however likely a classifier finds one of them beside nothing else. */
function knowTelling(utterances: readonly Utterance[], terms: (text: string) => string[]): Classifiers['tellsOf'] {
  const many = new Map<string, number>()
  const own = (text: string) => wordsAndPairs(terms(text))
  const counts = new Map<string, Map<string, number>>()
  for (const { text, intent } of utterances) {
    many.set(intent, (many.get(intent) ?? 0) + 1)
    for (const term of new Set(own(text))) {
      const of = counts.get(term) ?? new Map<string, number>()
      counts.set(term, of.set(intent, (of.get(intent) ?? 0) + 1))
    }
  }
  const isMostly = (of: ReadonlyMap<string, number>, event: string, least: number, weigh: (many: number) => number) =>
    (of.get(event) ?? 0) / weigh(many.get(event) ?? 1) >= least * [...of].reduce((sum, [intent, count]) => sum + count / weigh(many.get(intent)!), 0)
  return (message, event, isSure = false) => own(message).some((term) => {
    const [of, least] = [counts.get(term), isSure ? mostly.sure : mostly.likely]
    return of !== undefined && (!term.includes(' ') || (of.get(event) ?? 0) > 1) && (isMostly(of, event, least, (all) => all) || isMostly(of, event, least, Math.sqrt))
  })
}

/** Of what the pack tells no example, only a name is known; a part of that is a part of others, too: a tax on what was inherited is no tax on a car. Then a whole name must be said. */
function withNamesOf(pack: Pack, tag: string, terms: (text: string) => string[], tellsOf: Classifiers['tellsOf']): Classifiers['tellsOf'] {
  const wordsOf = (text: string) => new Set(terms(text).filter((term) => term.startsWith('m')))
  const named = new Map(pack.lifeEvents.filter(({ id }) => (pack.assistant.events?.[id]?.[tag] ?? []).length === 0)
    .map(({ id, name, services }) => [id, [name[tag] ?? '', ...services.flatMap((service) => namesOf(pack, service, tag))].map(wordsOf).filter(({ size }) => size > 0)] as const))
  return (message, event, isSure) => {
    const names = named.get(event)
    return names === undefined ? tellsOf(message, event, isSure) : names.some((name) => name.isSubsetOf(wordsOf(message)))
  }
}

function knowAsking({ assistant: { examples, services: others }, services }: Pack, tag: string, terms: (text: string) => string[]): Classifiers['asksOnly'] {
  // Whole words: their terms begin with `m`.
  const wordsOf = (texts: readonly string[]) => texts.flatMap(terms).filter((term) => term.startsWith('m'))
  const allNames = new Set(wordsOf(services.flatMap(({ id, name }) => [name[tag] ?? '', ...(others[id]?.[tag] ?? [])])))
  const asking = new Set(wordsOf([...aspects].flatMap((aspect) => examples[aspect]?.[tag] ?? [])))
  return (message, own) => {
    const names = own === undefined ? allNames : new Set(wordsOf(own))
    return wordsOf([message]).every((word) => asking.has(word) && !names.has(word))
  }
}

function knowExamples({ assistant: { examples, events = {} }, lifeEvents }: Pack, tag: string, terms: (text: string) => string[]): Classifiers['isFamiliar'] {
  const termsOf = (of: Record<string, string[]> | undefined) => (of?.[tag] ?? []).flatMap(terms)
  const asking = new Set(Object.entries(examples).filter(([intent]) => intent !== outside).flatMap(([, of]) => termsOf(of)))
  const happening = new Map(Object.entries(events).map(([event, of]) => [event, new Set(termsOf(of))]))
  const leadsTo = (event: string, service: string | undefined) => service === undefined || lifeEvents.some(({ id, services }) => id === event && services.includes(service))
  return (term, service) => asking.has(term) || [...happening].some(([event, words]) => words.has(term) && leadsTo(event, service))
}

/** A share that what is asked of something has of all that may be asked of it. */
const leastShare = 0.45

export function surelyAsked({ intents }: Classifiers, text: string): Intent | undefined {
  const { intent, confidence } = intents.likeliest(text, aspects)
  return confidence >= leastShare ? intent as Intent : undefined
}

const utterancesIn = (of: Record<string, Record<string, string[]>>, tag: string): Utterance[] =>
  Object.entries(of).flatMap(([intent, examples]) => (examples[tag] ?? []).map((text) => ({ text, intent })))

/** What happened, as people type it: of themselves or of whoever is near to them, without the marks, without the spaces, and with what they want because of it. */
function ofEvents({ assistant: { examples, events = {} } }: Pack, tag: string, others: (text: string, turn: number) => string[]): Utterance[] {
  const wanted = ['start', 'how', 'owed'].flatMap((intent) => examples[intent]?.[tag] ?? [])
  return utterancesIn(events, tag).flatMap(({ text, intent }, at) => [text, ...others(text, at)].flatMap((one, turn) =>
    [one, foldText(one), one.replaceAll(' ', ''), `${one} ${wanted[(at + turn) % wanted.length] ?? ''}`].map((said) => ({ text: said, intent }))))
}

/** So many wishes with each name of a service, and so many questions. */
const each = 3

/** Whoever wants what follows from an event and from no other tells that it happened: "I need unemployment benefit". */
function ofWishes(pack: Pack, tag: string): Utterance[] {
  const open = pack.lifeEvents.filter((event) => event.open)
  const wishes = pack.assistant.examples['start']?.[tag] ?? []
  return open.flatMap(({ id, services }) => services.filter((service) => open.every((other) => other.id === id || !other.services.includes(service)))
    .flatMap((service) => namesOf(pack, service, tag)).flatMap((name, at) => turns(wishes, at).map((wish, turn) => ({ text: turn % 2 === 0 ? `${name} ${wish}` : `${wish} ${name}`, intent: id }))))
}

/** What is asked of services, with their names and without: the names alone share many words with what happens to people. */
function aboutServices(pack: Pack, tag: string): Utterance[] {
  const asked = Object.entries(pack.assistant.examples).flatMap(([intent, of]) => (intent === 'start' ? [] : of[tag] ?? []))
  const names = pack.services.flatMap(({ id }) => namesOf(pack, id, tag))
  return [...asked, ...names.flatMap((name, at) => [name, ...turns(asked, at).map((question) => `${name} ${question}`)])].map((text) => ({ text, intent: outside }))
}

const namesOf = ({ assistant, services }: Pack, service: string, tag: string): string[] =>
  [services.find(({ id }) => id === service)?.name[tag] ?? '', ...(assistant.services[service]?.[tag] ?? [])].filter((name) => name !== '')

const turns = (of: readonly string[], at: number): string[] => (of.length === 0 ? [] : Array.from({ length: each }, (_, turn) => of[(at * each + turn) % of.length]!))
