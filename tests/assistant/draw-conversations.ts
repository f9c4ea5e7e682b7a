/**
 * Conversations that nobody has seen: a birth told in words drawn by a seed, so that another seed is another set. What is meant is drawn first, then how it is
 * said: how much at once, in which order, by which form of a day, with a question in between or something put right.
 */
import type { Conversation } from './hold-conversations.ts'
import { words, type DrawnWords } from './drawn-words.ts'

const drawnLanguages = ['ko', 'en', 'vi'] as const

/** @param each of every language. @param from `words` is what the reading was mended with, `laterWords` was held once before */
export function drawConversations(seed: number, each: number, from: typeof words = words): Conversation[] {
  return drawnLanguages.flatMap((language, at) => Array.from({ length: each }, (_, number) => drawOne(language, from[language], number, randomFrom(seed * 7_919 + at * 104_729 + number))))
}

function drawOne(language: typeof drawnLanguages[number], own: DrawnWords, number: number, random: () => number): Conversation {
  const pick = <One>(of: readonly One[]): One => of[Math.floor(random() * of.length)]!
  const chance = (share: number) => random() < share
  const [name, otherName] = [pick(own.names), pick(own.otherNames)]
  const [day, otherDay] = [2 + Math.floor(random() * 11), 14 + Math.floor(random() * 8)]
  const sex = pick(['F', 'M'] as const)
  const [gas, heating, housing, hindered] = Array.from({ length: 4 }, () => chance(0.5)) as [boolean, boolean, boolean, boolean]
  const account = (last: number) => `${own.bank} 110-6${String(number % 100).padStart(2, '0')}-0000${last}`

  const said = { name: pick(own.name)(name), day: pick(own.day(otherDay)), sex: pick(own.sex[sex]) }
  const child = chance(0.6) ? [pick(own.child)({ name, day: said.day, sex: said.sex })] : [said.name, pick(own.bornAnd)(said.day, said.sex)]
  const agree = pick(own.agree)
  const home = [pick(own.only), pick(own.gas[yes(gas)]), pick(own.heating[yes(heating)])]
  const rest = [pick(own.housing[yes(housing)]), pick(own.hindered[yes(hindered)])]
  const paid = pick(own.account)(account(11))
  const wrong = pick([undefined, undefined, undefined, 'name', 'day', 'account'] as const)
  const turns = [
    pick(own.wish),
    ...(chance(0.7) ? [`${agree}${own.stop}${child[0]}`, ...child.slice(1)] : [agree, ...child]),
    ...(chance(0.25) ? [pick(own.aside)] : []),
    ...(wrong === 'name' ? [pick(own.wrongName)(otherName)] : wrong === 'day' ? [pick(own.wrongDay)(own.day(day)[0]!)] : []),
    ...(chance(0.7) ? [home.join(own.comma)] : [home[0]!, home.slice(1).join(own.comma)]),
    ...(chance(0.6) ? [[...rest, paid].join(own.comma)] : [rest.join(own.comma), paid]),
    ...(wrong === 'account' ? [pick(own.wrongAccount)(account(22))] : []),
  ]
  const inEnd = { name: wrong === 'name' ? otherName : name, day: wrong === 'day' ? day : otherDay }
  return {
    pack: 'packs/kr', person: 'KR-DEMO-000003', language, turns,
    children: [{ name: inEnd.name, birthDate: `2026-11-${String(inEnd.day).padStart(2, '0')}`, sex }],
    answers: {
      'household.city_gas': yes(gas), 'household.district_heating': yes(heating), 'household.housing_benefit': yes(housing), 'household.breastfeeding_hindered': yes(hindered),
      'household.account': account(wrong === 'account' ? 22 : 11),
    },
    ...(wrong === undefined ? {} : { once: wrong === 'name' ? [name] : wrong === 'day' ? [`2026-11-${String(otherDay).padStart(2, '0')}`] : [account(11)] }),
  }
}

const yes = (value: boolean) => (value ? 'yes' : 'no')

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

