/**
 * How residents say these things, as other people wrote it down who knew nothing of this program or its lists: each list once, whole, and only measured. What the pack
 * learns from (`answers` and `events` of its `assistant.json`) was taken from other sentences of the same writers.
 */
import { readFileSync } from 'node:fs'
import { english } from '../third-words/en.ts'
import { korean } from '../third-words/ko.ts'
import { vietnamese } from '../third-words/vi.ts'
import type { ThirdWords, YesNo } from '../third-words/words.ts'

type Lists = Record<string, string[]> & { day: { said: string; ago: number }[] }
export type Language = 'ko' | 'en' | 'vi'

export const readLists = (language: Language) => JSON.parse(readFileSync(new URL(`${language}.json`, import.meta.url), 'utf8')) as Lists

/** Names, banks and what stands between two answers are those of the third lists. */
export function writtenWords(language: Language, lists = readLists(language)): ThirdWords {
  const { bank, names, otherNames, comma, stop, fillers } = { ko: korean, en: english, vi: vietnamese }[language]
  const of = (kind: string) => lists[kind] ?? []
  const yesNo = (kind: string): YesNo => ({ yes: of(`${kind}.yes`), no: of(`${kind}.no`) })
  const about = (kind: string, place: string) => of(kind).map((text) => (value: string) => text.replaceAll(`{${place}}`, value))
  return {
    bank, names, otherNames, comma, stop, fillers,
    wish: { birth: of('wish.birth'), moving: of('wish.moving'), jobLoss: of('wish.jobLoss'), husband: of('wish.husband'), mother: of('wish.mother') },
    agree: of('agree'), ahead: of('ahead'), only: of('only'), sex: { F: of('sex.F'), M: of('sex.M') },
    days: Object.values(Object.groupBy(lists.day, ({ ago }) => ago)).flatMap((same) => same ?? []).map(({ said, ago }) => (days: number) => (days === ago ? said : undefined)),
    name: about('name', 'name'), moved: about('moved', 'day'), address: about('address', 'address'), account: about('account', 'account'),
    child: of('child').map((text) => ({ name, day, sex }) => text.replaceAll('{name}', name).replaceAll('{day}', day).replaceAll('{sex}', sex)),
    bornAnd: of('bornAnd').map((text) => (day: string, sex: string) => text.replaceAll('{day}', day).replaceAll('{sex}', sex)),
    gas: yesNo('gas'), heating: yesNo('heating'), housing: yesNo('housing'), hindered: yesNo('hindered'), lease: yesNo('lease'), school: yesNo('school'),
    aside: { birth: of('aside.birth'), moving: of('aside.moving'), jobLoss: of('aside.jobLoss'), bereavement: of('aside.bereavement') },
    wrongName: about('wrongName', 'name'), wrongDay: about('wrongDay', 'day'), wrongAccount: about('wrongAccount', 'account'),
    rather: { husband: of('rather.husband'), mother: of('rather.mother') },
  }
}
