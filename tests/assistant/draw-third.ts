/**
 * Tasks of four life events in words drawn from one half of the third lists, as whole conversations: what is meant is drawn first, then how it is said, with fillers,
 * without spaces or marks, with a question in between, with something put right, or with a day that has not come yet.
 */
import type { Conversation } from './hold-conversations.ts'
import { randomFrom } from './draw-conversations.ts'
import { english } from './third-words/en.ts'
import { korean } from './third-words/ko.ts'
import { vietnamese } from './third-words/vi.ts'
import { dayOf, type ThirdWords } from './third-words/words.ts'
import { writtenWords } from './written-words/read-written.ts'

/** Of the third lists `dev` may be looked at; `held` and `written`, which others wrote, are for measuring alone. */
export type Half = 'dev' | 'held' | 'written'

const lists = { ko: korean, en: english, vi: vietnamese }
type Language = keyof typeof lists

const halfOf = <One>(of: readonly One[], half: Half): readonly One[] => (half === 'written' ? of : of.filter((_, at) => at % 2 === (half === 'dev' ? 0 : 1)))
const wordsOf = (language: Language, half: Half): ThirdWords => (half === 'written' ? writtenWords(language) : lists[language])

interface Drawing {
  own: ThirdWords
  language: Language
  number: number
  pick<One>(of: readonly One[]): One
  chance(share: number): boolean
  /** As it is typed: without spaces or marks where this person types so, and what is given is left as it is. */
  typed(text: string, given?: readonly string[]): string
}

/** @param each of every language. @param from in which words */
export function drawThird(half: Half, seed: number, each: number, from = wordsOf): Conversation[] {
  return (Object.keys(lists) as Language[]).flatMap((language, at) => Array.from({ length: each }, (_, number) => {
    const random = randomFrom(seed * 7_919 + at * 104_729 + number + (half === 'held' ? 1_000_003 : 0))
    const chance = (share: number) => random() < share
    const plainly = chance(language === 'vi' ? 0.3 : 0.2)
    const drawing: Drawing = {
      own: from(language, half), language, number, chance,
      pick: (of) => { const own = halfOf(of, half); return own[Math.floor(random() * own.length)]! },
      typed: (text, given = []) => (plainly ? typePlainly(language, text, given) : text),
    }
    return [drawBirth, drawMoving, drawBereavement, drawJobLoss][number % 2 === 0 ? 0 : 1 + Math.floor(number / 2) % 3]!(drawing)
  }))
}

/** Korean without spaces where nothing is given whose spaces count, Vietnamese without marks, English in small letters. */
function typePlainly(language: Language, text: string, given: readonly string[]): string {
  if (language === 'ko') return given.length > 0 ? text : text.replaceAll(/(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu, '')
  const kept = given.filter((one) => text.includes(one))
  const bare = (part: string) => (language === 'vi' ? part.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D') : part.toLowerCase().replaceAll('’', ''))
  return kept.length === 0 ? bare(text) : text.split(kept[0]!).map((part) => typePlainly(language, part, kept.slice(1))).join(kept[0])
}

const iso = (ago: number) => `2026-11-${String(dayOf(ago)).padStart(2, '0')}`
const yes = (value: boolean) => (value ? 'yes' : 'no')

function day({ own, pick, chance }: Drawing): { said: string; value: string } {
  for (;;) {
    const ago = chance(0.7) ? 1 + Math.floor(pickOf(chance) * 14) : 1 + Math.floor(pickOf(chance) * 21)
    const said = pick(own.days)(ago)
    if (said !== undefined) return { said, value: iso(ago) }
  }
}

/** A share between 0 and 1 out of sixteen throws, so that one source of chance is enough. */
const pickOf = (chance: (share: number) => boolean) => Array.from({ length: 16 }, (_, at) => (chance(0.5) ? 2 ** -(at + 1) : 0)).reduce((sum, one) => sum + one, 0)

const account = ({ own, number }: Drawing, last: number) => `${own.bank} 110-7${String(number % 100).padStart(2, '0')}-0000${last}`
const opening = ({ own, pick, chance, typed }: Drawing, wishes: readonly string[]) => `${chance(0.15) ? pick(own.fillers) : ''}${typed(pick(wishes))}`

function drawBirth(drawing: Drawing): Conversation {
  const { own, language, pick, chance, typed } = drawing
  const [name, otherName] = [pick(own.names), pick(own.otherNames)]
  const [first, second] = [day(drawing), day(drawing)]
  const sex = pick(['F', 'F', 'M', 'M'] as const)
  const [gas, heating, housing, hindered] = Array.from({ length: 4 }, () => chance(0.5)) as [boolean, boolean, boolean, boolean]
  const given = [name, otherName]
  const about = { name, day: first.said, sex: pick(own.sex[sex]) }
  const child = (chance(0.6) ? [pick(own.child)(about)] : [pick(own.name)(name), pick(own.bornAnd)(about.day, about.sex)]).map((turn) => typed(turn, given))
  const home = [pick(own.only), pick(own.gas[yes(gas)]), pick(own.heating[yes(heating)])].map((part) => typed(part))
  const rest = [pick(own.housing[yes(housing)]), pick(own.hindered[yes(hindered)])].map((part) => typed(part))
  const paid = typed(pick(own.account)(account(drawing, 11)), [account(drawing, 11)])
  const wrong = pick([undefined, undefined, undefined, undefined, 'name', 'name', 'day', 'day', 'account', 'account'] as const)
  const agree = typed(pick(own.agree))
  const turns = [
    opening(drawing, own.wish.birth),
    ...(chance(0.6) ? [`${agree}${own.stop}${child[0]!}`, ...child.slice(1)] : [agree, ...child]),
    ...(chance(0.25) ? [typed(pick(own.aside.birth))] : []),
    ...(wrong === 'name' ? [typed(pick(own.wrongName)(otherName), given)] : wrong === 'day' ? [typed(pick(own.wrongDay)(second.said))] : []),
    ...(chance(0.7) ? [home.join(own.comma)] : [home[0]!, home.slice(1).join(own.comma)]),
    ...(chance(0.6) ? [[...rest, paid].join(own.comma)] : [rest.join(own.comma), paid]),
    ...(wrong === 'account' ? [typed(pick(own.wrongAccount)(account(drawing, 22)), [account(drawing, 22)])] : []),
  ]
  return {
    pack: 'packs/kr', person: 'KR-DEMO-000003', language, turns,
    children: [{ name: wrong === 'name' ? otherName : name, birthDate: wrong === 'day' ? second.value : first.value, sex }],
    answers: {
      'household.city_gas': yes(gas), 'household.district_heating': yes(heating), 'household.housing_benefit': yes(housing), 'household.breastfeeding_hindered': yes(hindered),
      'household.account': account(drawing, wrong === 'account' ? 22 : 11),
    },
    once: [name, first.value, account(drawing, 11)],
  }
}

function drawMoving(drawing: Drawing): Conversation {
  const { own, language, pick, chance, typed } = drawing
  const address = pick(['서울특별시 마루구 별빛로 12, 301호', '서울특별시 마루구 가람로 7', '경기도 마루시 은하로 45, 202동 1001호', '부산광역시 마루구 바다로 21'])
  const moved = day(drawing)
  const [lease, school, gas] = Array.from({ length: 3 }, () => chance(0.5)) as [boolean, boolean, boolean]
  const paid = account(drawing, 11)
  const where = typed(pick(own.address)(address), [address])
  const when = typed(pick(own.moved)(moved.said))
  const home = [pick(own.lease[yes(lease)]), pick(own.school[yes(school)]), pick(own.gas[yes(gas)])].map((part) => typed(part))
  const early = chance(0.2) ? [typed(pick(own.moved)(pick(own.ahead)))] : []
  const turns = [
    opening(drawing, own.wish.moving),
    `${typed(pick(own.agree))}${own.stop}${where}`, ...early, when,
    ...(chance(0.25) ? [typed(pick(own.aside.moving))] : []),
    home.join(own.comma),
    typed(pick(own.account)(paid), [paid]),
  ]
  return {
    pack: 'packs/kr', person: '놀단비', language, turns, children: [],
    answers: { 'move.address': address, 'move.date': moved.value, 'move.lease': yes(lease), 'move.school': yes(school), 'household.city_gas': yes(gas), 'household.account': paid },
  }
}

function drawBereavement(drawing: Drawing): Conversation {
  const { own, language, pick, chance, typed } = drawing
  const [first, other] = chance(0.5) ? ['husband', 'mother'] as const : ['mother', 'husband'] as const
  const puttingRight = chance(0.6)
  const turns = [
    opening(drawing, own.wish[first]), typed(pick(own.agree)), ...(chance(0.25) ? [typed(pick(own.aside.bereavement))] : []),
    // Whom it is about is asked, since there are two; the last word counts.
    typed(pick(own.rather[first]).replace(/^(?:no, |sorry, |no it|actually |아니요, |아니 |không, |à không, |nhầm, )/u, '')), ...(puttingRight ? [typed(pick(own.rather[other]))] : []),
  ]
  return { pack: 'packs/kr', person: 'KR-DEMO-700006', language, turns, children: [], answers: {}, about: (puttingRight ? other : first) === 'husband' ? '람누리' : '찬노을' }
}

function drawJobLoss(drawing: Drawing): Conversation {
  const { own, language, pick, chance, typed } = drawing
  const wrong = chance(0.4)
  const [paid, other] = [account(drawing, 11), account(drawing, 22)]
  const turns = [
    opening(drawing, own.wish.jobLoss), ...(chance(0.3) ? [typed(pick(own.aside.jobLoss))] : []), typed(pick(own.agree)), typed(pick(own.account)(paid), [paid]),
    ...(wrong ? [typed(pick(own.wrongAccount)(other), [other])] : []),
  ]
  return { pack: 'packs/kr', person: '틈마루', language, turns, children: [], answers: { 'household.account': wrong ? other : paid }, once: [paid] }
}
