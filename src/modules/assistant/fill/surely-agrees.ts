/**
 * Whether a message is surely a yes, and nothing but a yes. To agree to what registers say, or to what was read back, is decided unevenly on purpose: a yes that
 * was missed costs one press of a button, a yes that was none lets a wrong record go to an agency in the person's name (GDPR article 4(11) asks of agreement that
 * it is a clear affirmative act). So what speaks against it is not listed, since that list is never complete: agreement is what is made of words of agreement
 * alone, from end to end. A word that is mistyped, or that tells, asks, corrects, limits or doubts anything, is none of these, and the person is asked.
 */
import { plain } from './plain-words.ts'
import type { Words } from './words.ts'

type Agreeing = Pick<Words, 'agrees' | 'before' | 'after' | 'doubt'>

/** Who agrees says little. In characters. */
const longest = 80
const hangul = /\p{Script=Hangul}/u
/** Statements alone: what asks (-나요, -지, -죠, -까), joins (-는데, -고) or supposes (-면, -을 거예요) ends in another way. */
const statements = ['', '요', '아', '어', '아요', '어요', '네', '네요', '습니다', '다', '음', '해요', '해', '하네요', '합니다', '함', '예요', '이에요', '이예요', '입니다', '이네요', '임', '했어요', '했습니다', '됐어요', '됐습니다', '되었습니다', '는군요', '군요', '아용', '어용', '습니당']
/** Stems that are no word by themselves: 맞, 없. */
const isStem = (word: string) => /(?:맞|^그렇|^좋|^옳|괜찮|없|않|틀렸|했|왔|혔|됐|되|있)$/u.test(word)

type Kind = 'says' | 'before' | 'after'
interface Unit { marked: string; bare: string; kind: Kind }

/** @returns true only where every clause is a yes from end to end and none of it could be anything else */
export function surelyAgrees(message: string, words: Agreeing): boolean {
  const text = lower(message).trim()
  if (text === '' || text.length > longest || /[?？؟\d]/u.test(text)) return false
  const units = unitsOf(words)
  const clauses = text.split(/[^\p{L}\p{M}\s]+/u).map((clause) => clause.trim()).filter((clause) => clause !== '')
  if (holdsDoubt(text, words)) return false
  const said = clauses.map((clause) => sayOf(clause, units))
  return said.every((one) => one !== undefined) && said.includes('says')
}

const lower = (text: string) => text.normalize('NFC').toLowerCase().replaceAll(/[’']/gu, '')

/** What it is about goes before the yes, what thanks or urges behind it: "the name is correct" is one, "correct the name" is none. */
function sayOf(clause: string, units: Units): 'says' | 'after' | undefined {
  const bare = plain(clause)
  const reached = new Map<number, Set<State>>([[0, new Set<State>(['nothing'])]])
  for (let at = 0; at < clause.length; at += 1) {
    const states = reached.get(at)
    if (states === undefined) continue
    for (const unit of units.get(bare[at]!) ?? []) {
      const end = endOf(unit, clause, bare, at)
      if (end === undefined) continue
      const to = end + /^\s*/u.exec(clause.slice(end))![0].length
      for (const state of states) {
        const next = follow[state][unit.kind]
        if (next !== undefined) reached.set(to, (reached.get(to) ?? new Set<State>()).add(next))
      }
    }
  }
  const ends = reached.get(clause.length)
  return ends?.has('says') ? 'says' : ends?.has('after') ? 'after' : undefined
}

type State = 'nothing' | 'before' | 'says' | 'after'
const follow: Record<State, Partial<Record<Kind, State>>> = {
  nothing: { before: 'before', says: 'says', after: 'after' },
  before: { before: 'before', says: 'says' },
  says: { before: 'before', says: 'says', after: 'says' },
  after: { before: 'before', says: 'says', after: 'after' },
}

/** Korean is joined as people like; other words end where they end, and one that is typed with its marks is no other word: dùng is not đúng. */
function endOf({ marked, bare }: Unit, clause: string, plainClause: string, at: number): number | undefined {
  if (!plainClause.startsWith(bare, at)) return undefined
  const end = at + bare.length
  if (hangul.test(bare)) return end
  if (/\p{L}/u.test(clause[end] ?? '') && !hangul.test(clause[end]!)) return undefined
  const typed = clause.slice(at, end)
  return typed === marked || typed === bare ? end : undefined
}

type Units = ReadonlyMap<string, Unit[]>

const known = new WeakMap<Agreeing['agrees'], Units>()

/** By their first letter. */
function unitsOf({ agrees, before, after }: Agreeing): Units {
  const made = known.get(agrees)
  if (made !== undefined) return made
  const units = new Map<string, Unit>()
  const add = (kind: Kind, text: string) => units.set(`${kind} ${text}`, { marked: text, bare: plain(text), kind })
  for (const word of agrees.map(lower)) {
    if (!hangul.test(word)) add('says', word)
    // A phrase is typed with its spaces, some of them, or none.
    else for (const spaced of spacings(word)) for (const ending of statements) if (ending !== '' || !isStem(word)) add('says', spaced + ending)
  }
  for (const word of before.map(lower)) add('before', word)
  for (const word of after.map(lower)) add('after', word)
  const byLetter = new Map(Object.entries(Object.groupBy(units.values(), ({ bare }) => bare[0]!)) as [string, Unit[]][])
  known.set(agrees, byLetter)
  return byLetter
}

function spacings(phrase: string): string[] {
  const [first, ...rest] = phrase.split(' ')
  return rest.length === 0 ? [first!] : spacings(rest.join(' ')).flatMap((end) => [`${first!} ${end}`, first! + end])
}

/** A word that limits, asks or is not sure. Korean hangs something on a word; others end with it. */
export const holdsDoubt = (message: string, { doubt }: Pick<Words, 'doubt'>): boolean => holds(message, doubt)

/** "I would have to look", "잘 모르겠어요": no answer to anything. */
export const isUnsure = (message: string, { unsure }: Pick<Words, 'unsure'>): boolean => holds(message, unsure)

function holds(message: string, listed: readonly string[]): boolean {
  const text = lower(message)
  const [joined, apart] = [text.replaceAll(/\s/gu, ''), ` ${plain(text).replaceAll(/[^\p{L}\s]+/gu, ' | ').replaceAll(/\s+/gu, ' ')} `]
  return listed.map(lower).some((word) => (hangul.test(word) ? joined.includes(word.replaceAll(' ', '')) : apart.includes(` ${plain(word).replaceAll(/[^\p{L}\s]+/gu, ' | ')} `)))
}
