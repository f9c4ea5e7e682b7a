/**
 * What identifies somebody never reaches a model: each such piece is put away and a placeholder stands for it. Numbers are seen by their
 * form. A name is seen where it is said to be one, where Korean writes it as one, or where capitals show it; one that is typed small and without any of that is not.
 */
import { redact } from '../safety/redact.ts'

export interface Vaulted {
  /** With `[id]`, `[name]`, … in place of what was put away. */
  text: string
  /** How many pieces were. */
  pieces: number
}

/** Family names of nine in ten Koreans, as a first syllable (Statistics Korea, census of surnames; unverified order). */
const families = '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모'

const hangulName = `[${families}][가-힣]{1,2}`
/** What follows a name and no common noun. */
const koreanCues = [
  new RegExp(`(?<=(?:이름|성함|성명)\\s?(?:은|는|이|:)?\\s?)${hangulName}`, 'gu'),
  new RegExp(`(?<![가-힣])${hangulName}(?=\\s?(?:씨|님|군|양)(?![가-힣]{2}))`, 'gu'),
  new RegExp(`(?<=(?:^|[^가-힣])(?:저는|나는|제가|남편|아내|아들|딸|어머니|아버지|엄마|아빠|이웃|친구)\\s)${hangulName}(?=\\s?(?:이고|입니다|이에요|예요|인데|의|이라고|라고|,|$))`, 'gu'),
]
const latinCues = /(?<=(?:my name is|name is|i am called|called|tên tôi là|tên là|je m[’']appelle|nommée?|named)\s+)\p{L}[\p{L}\p{M}'-]*(?:\s+\p{L}[\p{L}\p{M}'-]*){0,3}/giu
const arabicCues = /(?<=(?:اسمي|اسمه|اسمها)\s+)\p{L}+(?:\s+\p{L}+)?/gu
const capital = String.raw`\p{Lu}[\p{L}\p{M}'-]+`
const capitals = new RegExp(String.raw`(?<![\p{L}\p{N}])${capital}(?:\s+${capital})*`, 'gu')

const addresses = [
  // 서울특별시 종로구 세종대로 209, 역삼동 12-3번지
  /(?:[가-힣]+(?:시|도|군|구|읍|면)\s+)*[가-힣0-9]+(?:로|길|동|리|가)\s?\d+(?:-\d+)?(?:번지|번길)?(?:\s?\d+)?(?:\s?\d+(?:동|호|층))*/gu,
  /(?<!\d)\d{1,5}[A-Za-z]?,?\s+(?:\p{L}+\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|way|square|boulevard)(?!\p{L})/giu,
  /(?<!\d)\d{1,5},?\s+(?:rue|avenue|boulevard|place|chemin)\s+[\p{L}\s'-]{2,40}/giu,
  /(?:số\s*)?\d+[\w/]*\s+(?:đường|phố|ngõ|hẻm|duong|pho)\s+[\p{L}\s]{2,40}/giu,
]
/** Dates of birth, numbers of houses, files and cases: what a service is does not hang on them. */
const figures = /\d[\d.,/-]*\d{2}|\d{3,}/gu

/** @param isKnown whether a word is one of the country's own texts: a service or an agency is nobody */
export function vault(message: string, isKnown: (word: string) => boolean): Vaulted {
  let pieces = 0
  const away = (kind: string) => () => { pieces += 1; return `[${kind}]` }
  const unlessKnown = (kind: string) => (found: string) => (found.split(/\s+/u).every((word) => isKnown(word)) ? found : away(kind)())
  let text = redact(message)
  pieces += (text.match(/\[(?:id|card|email|passport|phone|account)\]/gu) ?? []).length
  for (const address of addresses) text = text.replaceAll(address, away('address'))
  for (const cue of [...koreanCues, latinCues, arabicCues]) text = text.replaceAll(cue, unlessKnown('name'))
  // The first word of a sentence has a capital anyway.
  text = text.replaceAll(capitals, (found, at: number) => (/(?:^|[.!?]\s*)$/u.test(text.slice(0, at)) && !/\s/u.test(found) ? found : unlessKnown('name')(found)))
  text = text.replaceAll(figures, away('number'))
  return { text, pieces }
}
