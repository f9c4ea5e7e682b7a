/**
 * From words to one of a few commands. Nothing else can come of a message, whatever it says: a text that asks for more than these
 * asks for nothing. What was said before decides only what the words leave open.
 */
import type { Intent } from '../../../../packages/pack-kit/schema/assistant.ts'
import type { CertificateWish } from '../certificates/read-wish.ts'
import type { DueWish } from '../due/read-due-wish.ts'
import type { SettingChange } from '../../notices/index.ts'
import type { Hit } from '../../search/index.ts'
import type { Thread } from '../contract.ts'
import { clausesOf } from '../fill/clauses.ts'
import { type Classifier, type Guess, outside } from '../intents/classifier.ts'
import { chooseOption, isBare, onlyPoints, type OptionWords } from './choose-option.ts'
import { aspects, type Classifiers } from './prepare-classifiers.ts'
import type { Felt } from './read-mood.ts'
import { findService, standsOut, surelyFound } from './find-service.ts'
import { withoutNames } from './without-names.ts'
import { eventKey, type Knowledge, lessonKey } from '../knowledge/keep-knowledge.ts'

export type Command =
  | { kind: 'tell'; service: string; asked: Intent }
  | { kind: 'choose'; services: string[]; asked: Intent }
  /** What may have happened to them, the likeliest first. */
  | { kind: 'choose-event'; events: string[] }
  | { kind: 'start'; event: string; service: string | null }
  | { kind: 'event'; event: string }
  | { kind: 'lesson'; lesson: string; service: string }
  | { kind: 'which'; asked: Intent }
  | { kind: 'chat'; intent: 'greeting' | 'thanks' | 'machine' | 'owed' }
  | { kind: 'own'; what: 'notices' | 'applications' }
  | { kind: 'setting'; changes: SettingChange[] }
  | { kind: 'certificate'; wish: CertificateWish }
  | { kind: 'due'; wish: DueWish }
  | { kind: 'cancel' } | { kind: 'hand-over' } | { kind: 'unknown' }

export interface Understood {
  command: Command
  guess: Guess
  hits: { id: string; score: number }[]
  /** A service was surely meant. */
  named: boolean
}

export interface Understanding {
  knowledge: Pick<Knowledge, 'lessons' | 'knows' | 'search'>
  /** What was found, the best first. */
  hits: readonly Hit[]
  classifiers: Classifiers
  /** Of a service, the life event whose application can be started here. */
  startable(service: string): string | undefined
  startsHere(event: string): boolean
  /** What a glad or a sad message leaves of what may have happened. */
  feltIn(message: string): Felt | undefined
  /** Something happened, and nothing is said of what. */
  isVague(message: string): boolean
  /** Whether what is asked of a service is known. */
  says(service: string, asked: Intent): boolean
  /** Of a service, its title and other words for it. */
  namesOf(service: string, language: string): string[]
  /** Words of a text that say what it is about. */
  telling(text: string): ReadonlySet<string>
  /** How one of the options shown is named by its place. */
  options: OptionWords
}

/** An approved answer is for its question alone. */
const surelyTaught = 0.5
const taughtStandsOut = 1.1
const mostOptions = 3
/** Of a whole message, and of what is left of it when the service is known. */
const leastConfidence = 0.35
const leastShare = 0.25
/** Of what happened to someone. */
const surelyHappened = { whole: 0.4, part: 0.6, certain: 0.8 }
/** That something did; held out of the pack's own examples, 95 of a hundred reach it, and of questions near the pack that it has no answer to 13. Of what does not surely tell what, nine of ten mean one of the first three. Beside a thing that nothing is known of it must be likelier than not. */
const somethingHappened = { least: 0.2, besides: 0.5 }
/** Of that, what is worth a button. */
const leastOffered = 0.08
/** Of a word or two. */
const surelyShare = 0.6
/** Of what is asked of a service that was named. */
const likelyShare = 0.45
const commands = new Set<string>(['greeting', 'thanks', 'machine', 'human', 'cancel', 'notices', 'applications', 'owed'])
const hangul = /\p{Script=Hangul}/u

export function understand({ knowledge, hits: all, classifiers: { intents: classifier, events, tellsOf, asksOnly, isFamiliar }, telling, startable, startsHere, says, feltIn, isVague, namesOf, options }: Understanding, message: string, language: string, thread: Thread): Understood {
  const guess = classifier.likeliest(message)
  const sure = guess.confidence >= leastConfidence
  // Whoever goes on asking about a service does not name it again; then a few shared words name no other, and words of asking none at all.
  const goesOn = thread.topic !== null && sure && aspects.has(guess.intent)
  const hits = goesOn && asksOnly(message) ? [] : all.slice(0, 6)
  const { services, found, isCalled, asksOther: hasOther } = findService({ knowledge, isFamiliar, asksOnly, telling, namesOf: (id) => namesOf(id, language) }, hits.filter(({ id }) => !id.startsWith(eventKey) && !id.startsWith(lessonKey)), message, language, goesOn)
  const wanted = found === undefined ? guess : aspectOf(classifier, options, withoutNames(message, namesOf(found.id, language)))
  const done = (command: Command): Understood => ({ command, guess: wanted, named: found !== undefined && found.score >= surelyFound, hits: hits.map(({ id, score }) => ({ id, score: Math.round(score * 1000) / 1000 })) })
  const offered = thread.options.filter((option) => option.startsWith(eventKey)).map((option) => option.slice(eventKey.length))
  const meant = offered.length === 0 ? undefined : events.likeliest(message, new Set(offered))
  const isMeantSurely = meant !== undefined && meant.confidence >= surelyShare
  const chosen = chooseOption(options, message, thread.options, isMeantSurely ? eventKey + meant.intent : thread.options.includes(hits[0]?.id ?? '') ? hits[0]!.id : services[0]?.id)
  const happens = (event: string): Command => (startsHere(event) ? { kind: 'start', event, service: null } : { kind: 'event', event })
  if (chosen === null && offered.length > 0) return done({ kind: 'choose-event', events: offered })
  if (chosen?.startsWith(eventKey)) return done(happens(chosen.slice(eventKey.length)))
  if (chosen === null) return done({ kind: 'choose', services: thread.options, asked: thread.asked ?? 'summary' })
  if (chosen !== undefined) return done({ kind: 'tell', service: chosen, asked: thread.asked ?? 'summary' })
  if (isBare(options, message)) return done({ kind: 'unknown' })
  const lesson = taught(knowledge, hits, services[0])
  if (lesson !== undefined) return done(lesson)
  const felt = feltIn(message)
  if (felt === undefined && thread.topic === null && isVague(message)) return done({ kind: 'choose-event', events: events.ranked(message).filter(({ intent }) => intent !== outside).slice(0, mostOptions).map(({ intent }) => intent) })

  // "Who is owed the maternity grant" asks about the grant, and not what one is owed.
  const asksMore = found !== undefined && wanted.confidence >= Math.max(guess.confidence, surelyShare)
  // A whole message that surely tells what happened is no greeting, and what it happened with need not be known.
  const surest = events.likeliest(message)
  const tellsSurely = surest.intent !== outside && surest.confidence >= surelyHappened.certain
  if (sure && commands.has(guess.intent) && !(tellsSurely && guess.confidence < surelyShare) && (guess.intent === 'human' || found === undefined || (found.score < surelyFound && !asksMore))) return done(commandOf(guess.intent as Intent))
  const aside = sure && aspects.has(guess.intent) ? guess.intent as Intent : undefined
  // Whoever surely asks something of a service wants to know it, though they say why.
  const isMeant = found !== undefined && (isCalled || found.score >= surelyFound / 2)
  const asksOfIt = isMeant && aspects.has(wanted.intent) && wanted.intent !== 'start' && wanted.confidence >= (guess.intent === 'start' ? surelyShare : likelyShare)
  const asksOther = hasOther && found === undefined && !tellsSurely && aside !== undefined && aside !== 'start'
  const tells = (text: string) => {
    const event = happened(events, text, found)
    return event === undefined || felt?.fits(event) === false ? undefined : event
  }
  // The name of what is given because something happened does not say that it did: where no wish does either, what stands beside it must.
  const isTold = !isMeant || wanted.intent === 'start' || tells(withoutNames(message, namesOf(found.id, language))) !== undefined
  // Whoever surely wants to start something needs fewer words for what it is.
  const likely = (asksOfIt || asksOther || !isTold ? undefined : tells(message)) ?? (felt !== undefined || (hasOther && !tellsSurely) ? undefined : findEvent(hits[0], found, aside === 'start' ? surelyFound / 4 : surelyFound / 2) ?? (aside === 'start' && found === undefined ? agreedEvent(hits, startable) : undefined))
  // "Something good happened" is likely something, and nothing in it says what.
  const event = likely !== undefined && telling(message).size > 0 && (tellsSurely && telling(message).size > 1 || tellsOf(message, likely, tellsSurely)) ? likely : undefined
  if (event !== undefined && (thread.topic === null || aside === undefined || aside === 'start')) return done(happens(event))
  if (felt !== undefined && felt.events.length > 0 && !isCalled) return done({ kind: 'choose-event', events: ofMood(events, message, felt) })
  const told = likely !== undefined && event === undefined && !isCalled && thread.topic === null ? likelyEvents(events, message, offered, false) : []
  if (told.length > 0) return done({ kind: 'choose-event', events: told })
  if (found === undefined) {
    const offer = thread.topic !== null || (sure && guess.intent === outside) ? [] : likelyEvents(events, message, offered, hasOther)
    return done(offer.length > 0 ? { kind: 'choose-event', events: offer } : withoutService(aside, startable, thread))
  }
  if (sure && guess.intent === outside && found.score < surelyFound) return done({ kind: 'unknown' })

  const aspect = wanted.confidence >= leastShare ? wanted.intent as Intent : undefined
  if (aspect === 'start') {
    const event = startable(found.id)
    if (event !== undefined) return done(isCalled || found.score >= surelyFound || found.id === thread.topic ? { kind: 'start', event, service: found.id } : { kind: 'which', asked: 'how' })
  }
  // "No, the other one", or the name that was asked back for: the same question about this service.
  const asked = aspect ?? (found.id === thread.topic ? null : thread.asked) ?? 'summary'
  // What only resembles it, and says nothing of what is asked, is not what was meant: a refund of taxes is no tax credit for children.
  if (!isCalled && found.score < surelyFound && found.id !== thread.topic && !says(found.id, asked)) return done({ kind: 'which', asked })
  const fitting = services.filter(({ alike }) => alike).slice(0, mostOptions).map(({ id }) => id)
  // In a conversation about one of them, that one is meant.
  if (fitting.length > 1) return done(thread.topic !== null && fitting.includes(thread.topic) ? { kind: 'tell', service: thread.topic, asked } : { kind: 'choose', services: fitting, asked })
  return done({ kind: 'tell', service: found.id, asked })
}

/** An answer that officials have approved, where the question is surely the one it was approved for: in its language, and before every service. */
function taught({ lessons }: Pick<Knowledge, 'lessons'>, [best]: readonly Hit[], service: Hit | undefined): Command | undefined {
  if (!best?.id.startsWith(lessonKey) || best.score < surelyTaught || best.score < (service?.score ?? 0) * taughtStandsOut) return undefined
  const lesson = lessons.get(best.id.slice(lessonKey.length))
  return lesson?.language === best.language ? { kind: 'lesson', lesson: lesson.id, service: lesson.service } : undefined
}

/** What is wanted of a service, from what is left of the words: "and" or "no" want nothing in particular, "how" does. */
function aspectOf(classifier: Classifier, options: OptionWords, rest: string): Guess {
  if (onlyPoints(options, rest)) return { intent: 'summary', confidence: 0 }
  const letters = rest.match(/\p{L}/gu)?.length ?? 0
  const guess = classifier.likeliest(rest, aspects)
  return letters >= (hangul.test(rest) ? 3 : 6) || guess.confidence >= surelyShare ? guess : { intent: 'summary', confidence: 0 }
}

/** What happened to someone, by how people say it: as a whole, or in the part of the message that tells it. */
function happened(events: Classifier, message: string, found: Hit | undefined): string | undefined {
  const surely = (text: string, least: number) => {
    const { intent, confidence } = events.likeliest(text)
    return intent !== outside && confidence >= least ? intent : undefined
  }
  // Where a service could be meant, a part of the message decides nothing.
  return surely(message, surelyHappened.whole) ?? (found !== undefined ? [] : clausesOf(message)).map((part) => surely(part, surelyHappened.part)).find((event) => event !== undefined)
}

/** All of the mood in which it is told, the likeliest first. */
const ofMood = (events: Classifier, message: string, { events: all }: Felt): string[] => {
  const ranked = events.ranked(message).map(({ intent }) => intent)
  return all.toSorted((one, other) => ranked.indexOf(one) - ranked.indexOf(other)).slice(0, mostOptions)
}

/** Asked back rather than given up. @param offered those that were asked about before: who answers in other words means one of them */
function likelyEvents(events: Classifier, message: string, offered: readonly string[], hasOther: boolean): string[] {
  const ranked = events.ranked(message).filter(({ intent }) => intent !== outside)
  const told = ranked.reduce((sum, { confidence }) => sum + confidence, 0)
  if (told < (hasOther ? somethingHappened.besides : somethingHappened.least)) return [...offered]
  return ranked.slice(0, mostOptions).filter(({ confidence }) => confidence >= told * leastOffered).map(({ intent }) => intent)
}

/** What happened to someone, where that was said rather than the name of a service. */
function findEvent(hit: Hit | undefined, found: Hit | undefined, least: number): string | undefined {
  if (!hit?.id.startsWith(eventKey) || hit.score < least || hit.score < (found?.score ?? 0) * standsOut) return undefined
  return hit.id.slice(eventKey.length)
}

/** The service that fits best and an event that fits too mean the same, though neither was surely named. */
function agreedEvent(hits: readonly Hit[], startable: Understanding['startable']): string | undefined {
  const event = startable(hits[0]?.id ?? '')
  return hits.some(({ id, score }) => id === `${eventKey}${event}` && score >= surelyFound / 4) ? event : undefined
}

/** No service was named: the one that is spoken of, or a question back. */
function withoutService(aspect: Intent | undefined, startable: Understanding['startable'], { topic }: Thread): Command {
  if (aspect === undefined) return { kind: 'unknown' }
  if (aspect !== 'start') return topic === null ? { kind: 'which', asked: aspect } : { kind: 'tell', service: topic, asked: aspect }
  const event = topic === null ? undefined : startable(topic)
  return event === undefined ? { kind: 'which', asked: 'how' } : { kind: 'start', event, service: topic }
}

function commandOf(intent: Intent): Command {
  switch (intent) {
    case 'human': return { kind: 'hand-over' }
    case 'cancel': return { kind: 'cancel' }
    case 'notices': return { kind: 'own', what: 'notices' }
    case 'applications': return { kind: 'own', what: 'applications' }
    case 'greeting': case 'thanks': case 'machine': case 'owed': return { kind: 'chat', intent }
    default: return { kind: 'unknown' }
  }
}
