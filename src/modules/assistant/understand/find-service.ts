/** Which service a message is about, by what was found, by what it is called, and by what it asks for that the service does not know. */
import { foldText, type Hit } from '../../search/index.ts'
import type { Knowledge } from '../knowledge/keep-knowledge.ts'

export interface Looking {
  knowledge: Pick<Knowledge, 'knows' | 'search'>
  /** Whether a word stands in what the pack gives as examples of asking and of what happens to people. */
  isFamiliar(term: string, service?: string): boolean
  /** Whether a message asks, and says no word that one is called by. */
  asksOnly(message: string, names: readonly string[]): boolean
  /** Words of a text that say what it is about. */
  telling(text: string): ReadonlySet<string>
  /** Of a service, its title and other words for it. */
  namesOf(id: string): string[]
}

export interface Sought {
  /** All of them; first those that fit best. */
  services: Found[]
  /** The one that is meant, where it stands out. */
  found: Found | undefined
  /** It was called by its name, and not as a part of something else. */
  isCalled: boolean
  /** Something is asked for that the likeliest service does not know. */
  asksOther: boolean
}

/** @property alike it may be meant as well as the first. @property whole so many words has the longest of its names that was said from end to end */
type Found = Hit & { alike: boolean; whole: number }

/** A service that was surely meant: so much of the question was found in it. */
export const surelyFound = 0.3
/** Of a long question less is found; then it must stand out from the next. */
const leastFound = 0.055
export const standsOut = 1.3
/** Beside a thing that this service does not know. */
const besidesOther = 0.25
/** Two that fit so nearly alike are asked about. */
const alike = 0.82
const hangul = /\p{Script=Hangul}/u

/** @param hits services only, the best first. @param goesOn one is spoken of already: then a few shared words name no other */
export function findService({ knowledge, isFamiliar, asksOnly, telling, namesOf }: Looking, hits: readonly Hit[], message: string, language: string, goesOn: boolean): Sought {
  const told = telling(message)
  const services = byNames(hits, told, (id) => namesOf(id).map(telling))
  const likely = likeliest(services, goesOn ? surelyFound / 2 : leastFound)
  const things = [...told].filter((term) => !isFamiliar(term) && isNoun(term))
  // A passport is no voucher, however much else of the question stands in what is known of vouchers; nor is what only other services know.
  const isUnknown = things.some((term) => !knowledge.knows(term))
  if (likely === undefined) return { services, found: undefined, isCalled: false, asksOther: isUnknown }
  const names = namesOf(likely.id)
  if (likely.whole > 1 || names.some((name) => telling(name).size > 1 && stands(name, message))) return { services, found: likely, isCalled: true, asksOther: false }
  // "I need help" holds words of many pages, and is about none of them.
  if (likely.score < surelyFound && asksOnly(message, names)) return { services, found: undefined, isCalled: false, asksOther: isUnknown }
  const isForeign = (term: string) => knowledge.search(term.slice(1), language).every(({ id }) => id !== likely.id)
  // What happens to people otherwise is foreign to it, too: who asks for the tax on a property does not mean the one on cars.
  const isOther = (term: string) => isNoun(term) && !isFamiliar(term, likely.id) && isForeign(term)
  const asksOther = isUnknown || [...told].some(isOther)
  // One word may be the whole of a name, or a part of many others: a tax on cars is no look-up of cars.
  const isPart = standsInLonger(names, message, telling)
  const isCalled = likely.whole === 1 && !isPart && ![...told].some((term) => !isFamiliar(term) && isForeign(term))
  const least = likely.whole === 1 || isPart || (asksOther && standsBeside(names, message, telling, isOther)) ? surelyFound : asksOther ? besidesOther : 0
  return { services, found: isCalled || likely.score >= least ? likely : undefined, isCalled, asksOther }
}

/**
 * Of services that fit nearly alike, first those whose name is said in full, then those of whose names more is said: who asks for the discount
 * for families does not mean the one for expecting, and who asks for the child allowance does not mean the disabled child's. Between those of whose names the same is said nobody can tell.
 */
function byNames(services: readonly Hit[], message: ReadonlySet<string>, namesOf: (id: string) => ReadonlySet<string>[]): Found[] {
  const close = services.filter(({ score }) => score >= services[0]!.score * alike).map((hit) => {
    const names = namesOf(hit.id)
    return { hit, whole: Math.max(0, ...names.filter((name) => name.isSubsetOf(message)).map(({ size }) => size)), said: message.intersection(new Set(names.flatMap((name) => [...name]))) }
  })
  const goesBefore = (one: typeof close[number], other: typeof close[number]) =>
    (one.whole > 0) === (other.whole > 0) ? one.said.size > other.said.size && one.said.isSupersetOf(other.said) : one.whole > 0
  const first = close.filter((one) => !close.some((other) => goesBefore(other, one)))
  return [...first.map(({ hit, whole }) => ({ ...hit, alike: true, whole })), ...services.filter((hit) => first.every((one) => one.hit !== hit)).map((hit) => ({ ...hit, alike: false, whole: 0 }))]
}

function likeliest(services: readonly Found[], least: number): Found | undefined {
  const [best] = services
  if (best === undefined || best.score < least) return undefined
  // Two that fit alike do not stand out from each other: between them is asked back.
  const next = services.find((service) => !service.alike)
  return best.score >= surelyFound / 2 || best.whole > 1 || best.score >= (next?.score ?? 0) * standsOut ? best : undefined
}

/** Also where the analyser took it for one word with what hangs on it. */
const stands = (name: string, message: string) => name !== '' && foldText(message).replaceAll(' ', '').includes(foldText(name).replaceAll(' ', ''))

/** A word for something, and no ending that the analyser took for one: 해주나요. */
const isNoun = (term: string) => (hangul.test(term) ? term.length > 2 && !/[요나데은는지가째]$/u.test(term) : term.length > 3)

/** Whether what is called so stands in a longer noun that means something else: -세, -비, -료 and -증 make a tax, a cost, a fee and a licence of it. */
function standsInLonger(names: readonly string[], message: string, telling: Looking['telling']): boolean {
  const called = new Set(names.flatMap((name) => [...telling(name)]))
  return message.split(/\s+/u).map(telling).some((word) => !word.isDisjointFrom(called) && [...word].some((term) => !called.has(term) && /^m\p{Script=Hangul}$/u.test(term)))
}

/** Whether a part of what is called so stands right beside a word for something else, and makes the name of another with it: property tax, disability pension, thuế nhà đất. */
function standsBeside(names: readonly string[], message: string, telling: Looking['telling'], isOther: (term: string) => boolean): boolean {
  const called = new Set(names.flatMap((name) => [...telling(name)]))
  const words = message.split(/\s+/u).map(telling)
  return words.some((word, at) => !word.isDisjointFrom(called) && [words[at - 1], words[at + 1]].some((beside) => beside !== undefined && [...beside].some((term) => !called.has(term) && isOther(term))))
}
