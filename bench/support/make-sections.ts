/**
 * A collection as large as a country's. There is not so much real text at hand, so real sentences are put together anew, by a seeded
 * generator: the paragraphs of a ministry's booklet, the pack's and the portal's own texts. Each section is of one service in one of Korea's
 * 3,500 neighbourhoods and has an amount and a telephone number of its own, so that it has rare words, if fewer than a real collection.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, type Random } from '../../demo/population/random.ts'

export type SectionLanguage = 'ko' | 'en' | 'vi'
export interface Section { id: string; language: SectionLanguage; title: string; text: string }

interface Place { ko: string; latin: string }
/** Texts of one document, which follow each other. */
interface Origin { title: string; texts: string[] }

const languages = ['ko', 'en', 'vi'] as const
/** Of ten sections: what is written in a country's own language is not all translated. */
const share: readonly SectionLanguage[] = ['ko', 'ko', 'ko', 'ko', 'ko', 'ko', 'en', 'en', 'vi', 'vi']
/** Characters: as the booklet's documents are, cut in halves. Hangul says the same in fewer letters. */
const lengths = { ko: 300, en: 550, vi: 550 }
const leastTelling = 20

/** @param data folder of the booklet and of the boundaries */
export function makeSections(data: string, count: number, seed = 20): Section[] {
  const random = createRandom(seed)
  const places = placesOf(join(data, 'boundaries/skorea-submunicipalities-2018-topo-simple.json'))
  const origins = { ko: booklet(join(data, 'assistant/welfare-tuning.json')), en: ownTexts('en'), vi: ownTexts('vi') }
  return Array.from({ length: count }, (_, number) => {
    const language = share[number % share.length]!
    return { id: `s${number}`, language, ...makeSection(language, origins[language], random.pick(places), random) }
  })
}

function makeSection(language: SectionLanguage, origins: readonly Origin[], place: Place, random: Random) {
  const { title, texts } = random.pick(origins)
  // Half is of the document of its title, in its order; then others speak.
  const from = random.below(texts.length)
  const parts = texts.slice(from, from + 2)
  while (parts.join('\n').length < lengths[language] * (0.6 + 0.8 * random.next())) parts.push(random.pick(random.pick(origins).texts))
  const phone = `0${31 + random.below(33)}-${200 + random.below(799)}-${1000 + random.below(9000)}`
  const amount = (1000 * (1 + random.below(9000))).toLocaleString('en')
  const last = {
    ko: `${place.ko} 주민은 최대 ${amount}원까지 받을 수 있습니다. 문의는 ${place.ko} 주민센터(${phone})로 하시면 됩니다.`,
    en: `Residents of ${place.latin} receive up to ${amount} won. Ask at the community centre of ${place.latin}, ${phone}.`,
    vi: `Người dân ${place.latin} nhận tối đa ${amount} won. Hãy hỏi trung tâm cộng đồng ${place.latin}, số ${phone}.`,
  }[language]
  return { title: language === 'ko' ? `${place.ko} ${title}` : `${title}, ${place.latin}`, text: [...parts, last].join('\n') }
}

function booklet(file: string): Origin[] {
  const { documents } = JSON.parse(readFileSync(file, 'utf8')) as { documents: { title: string; text: string }[] }
  return documents.map(({ title, text }) => ({ title: title.trim(), texts: telling(text.split(/\n+/)) })).filter(({ texts }) => texts.length > 0)
}

/** A file is an origin: its first text names it. */
function ownTexts(language: 'en' | 'vi'): Origin[] {
  const pack = filesOf('packs/kr').filter((file) => !file.includes('/messages/')).map((file) => textsIn(JSON.parse(readFileSync(file, 'utf8')), language))
  const messages = filesOf(language === 'en' ? 'src/web/messages/en' : `packs/kr/messages/${language}`)
    .map((file) => Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>).filter((text) => !text.includes('{')))
  return [...pack, ...messages].flatMap((texts) => {
    const sentences = telling(texts)
    return texts.length === 0 || sentences.length === 0 ? [] : [{ title: texts[0]!.slice(0, 80), texts: sentences }]
  })
}

function textsIn(value: unknown, language: SectionLanguage): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, language))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === language) return [inner].flat().filter((text) => typeof text === 'string')
    return (languages as readonly string[]).includes(key) ? [] : textsIn(inner, language)
  })
}

function placesOf(file: string): Place[] {
  const { objects } = JSON.parse(readFileSync(file, 'utf8')) as { objects: Record<string, { geometries: { properties: { name: string; name_eng: string } }[] }> }
  return Object.values(objects).flatMap(({ geometries }) => geometries.map(({ properties }) => ({ ko: properties.name, latin: properties.name_eng })))
}

const telling = (texts: readonly string[]) => texts.map((text) => text.trim()).filter((text) => text.length >= leastTelling)
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json')).map((name) => join(folder, name)).filter((file) => statSync(file).isFile()).sort()
