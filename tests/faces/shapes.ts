/**
 * Pages that differ in words alone, or in how many rows a list has, look and behave alike. As many pages are looked at as show
 * everything pages are made of, the fullest first: two forms of one name, or a crowded row, are seen there.
 */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Seen } from './look.ts'

/** Attributes whose values are words, addresses or numbers of things. */
const words = new Set([
  'id', 'for', 'name', 'value', 'href', 'action', 'content', 'title', 'lang', 'dir', 'aria-label', 'aria-labelledby', 'aria-describedby',
  'data-label', 'data-options', 'data-push-key', 'd', 'x', 'y', 'width', 'height', 'checked', 'selected', 'autocomplete', 'aria-current', 'rows', 'inputmode',
])

/** What a page is made of, each with its longest word, in ems: every element with the two it stands in, and whether it has words; of every two headings that follow one another, their ranks. */
export type Parts = ReadonlyMap<string, number>

export function partsOf(html: string): Parts {
  const parts = new Map<string, number>()
  const add = (part: string, width = 0) => { parts.set(part, Math.max(width, parts.get(part) ?? 0)) }
  let heading = ''
  const enter = (element: Tree.Element, around: readonly string[]) => {
    const path = [...around.slice(-2), openingOf(element)]
    const text = element.childNodes.map((node) => ('value' in node ? node.value : ' ')).join('').trim()
    add(`${path.join('')}${text === '' ? '' : '·'}`, longestWord(text))
    if (/^h[1-6]$/.test(element.tagName)) {
      add(`${heading} then ${element.tagName}`)
      heading = element.tagName
    }
    for (const child of element.childNodes) if ('tagName' in child) enter(child, path)
  }
  for (const node of parse(html).childNodes) if ('tagName' in node) enter(node, [])
  return parts
}

function openingOf({ tagName, attrs }: Tree.Element): string {
  return `<${[tagName, ...attrs.map(({ name, value }) => (words.has(name) ? name : `${name}=${value}`)).sort()].join(' ')}>`
}

/** In ems, roughly: a syllable of Hangul is a square. */
function longestWord(text: string): number {
  return Math.max(0, ...text.split(/[\s-]+/).map((word) => Array.from(word, (letter): number => (letter >= '\u1100' ? 1 : 0.55)).reduce((width, letter) => width + letter, 0)))
}

const made = new WeakMap<Seen, Parts>()

function madeOf(seen: Seen): Parts {
  const parts = made.get(seen) ?? partsOf(seen.html)
  made.set(seen, parts)
  return parts
}

const answer = ({ method, route, status }: Seen) => `${method} ${route} ${status < 400 ? 'page' : status}`
const fullestFirst = (pages: readonly Seen[]) => pages.toSorted((one, other) => other.html.length - one.html.length)

/** @returns the fullest pages that show every part which any of them has, beside what is known */
function untilAllIsSeen(pages: readonly Seen[], known = new Set<string>()): Seen[] {
  let before = known
  return fullestFirst(pages).filter((seen) => {
    const parts = new Set(madeOf(seen).keys())
    const shows = !parts.isSubsetOf(before)
    if (shows) before = before.union(parts)
    return shows
  })
}

/** Of each route, in each language of each country, as many pages as show everything its pages are made of. */
export const fullestOfEachRoute = (pages: readonly Seen[]) =>
  [...Map.groupBy(pages, (seen) => `${seen.pack} ${seen.language} ${answer(seen)}`).values()].flatMap((group) => untilAllIsSeen(group))

/** Of each answer of each route the fullest page, and whatever shows a part that none of these has. */
export function fullestOfEachAnswer(pages: readonly Seen[]): Seen[] {
  const first = [...Map.groupBy(fullestFirst(pages), answer).values()].map(([fullest]) => fullest!)
  return [...first, ...untilAllIsSeen(pages, new Set(first.flatMap((seen) => [...madeOf(seen).keys()])))]
}

/**
 * In each script every part with the longest word that any language of it puts there: what holds that word holds the shorter ones. Widths of scripts
 * are not compared: their letters come from other fonts, and some run the other way.
 */
export function widestOfAll(pages: readonly Seen[]): Seen[] {
  const known = new Map<string, number>()
  const widest = (seen: Seen) => Math.max(...madeOf(seen).values()) + seen.html.length / 1e6
  return pages.toSorted((one, other) => widest(other) - widest(one)).filter((seen) => {
    const script = new Intl.Locale(seen.language.split('-')[0]!).maximize().script
    const wider = [...madeOf(seen)].filter(([part, width]) => width > (known.get(`${script} ${part}`) ?? -1))
    for (const [part, width] of wider) known.set(`${script} ${part}`, width)
    return wider.length > 0
  })
}
