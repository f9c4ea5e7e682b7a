/**
 * Pages that differ in words alone, or in how many rows a list has, look and behave alike. Of each route as many pages are
 * looked at as show everything its pages are made of, the fullest first: two forms of one name, or a crowded row, are seen there.
 */
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Seen } from './look.ts'

/** Attributes whose values are words, addresses or numbers of things. */
const words = new Set([
  'id', 'for', 'name', 'value', 'href', 'action', 'content', 'title', 'lang', 'dir', 'aria-label', 'aria-labelledby', 'aria-describedby',
  'data-label', 'data-options', 'data-push-key', 'd', 'x', 'y', 'width', 'height', 'checked', 'selected', 'autocomplete', 'aria-current', 'rows', 'inputmode',
])

/** Every element with the two it stands in, and whether it has words; of every two headings that follow one another, their ranks. */
export function partsOf(html: string): Set<string> {
  const parts = new Set<string>()
  let heading = ''
  const enter = (element: Tree.Element, around: readonly string[]) => {
    const path = [...around.slice(-2), openingOf(element)]
    parts.add(`${path.join('')}${element.childNodes.some((node) => 'value' in node && node.value.trim() !== '') ? '·' : ''}`)
    if (/^h[1-6]$/.test(element.tagName)) {
      parts.add(`${heading} then ${element.tagName}`)
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

/** @returns the first pages, by weight, that show every part which any page of their group has */
function untilAllIsSeen(pages: readonly Seen[], group: (seen: Seen) => string, weigh: (seen: Seen) => number): Seen[] {
  const known = new Map<string, Set<string>>()
  return pages.toSorted((one, other) => weigh(other) - weigh(one)).filter((seen) => {
    const before = known.get(group(seen)) ?? new Set()
    const parts = partsOf(seen.html)
    if (parts.isSubsetOf(before)) return false
    known.set(group(seen), before.union(parts))
    return true
  })
}

const answer = ({ method, route, status }: Seen) => `${method} ${route} ${status < 400 ? 'page' : status}`

export const fullestOfEachRoute = (pages: readonly Seen[]) => untilAllIsSeen(pages, answer, ({ html }) => html.length)

/** Colours depend on what a thing is and stands in, not on the page it is on. */
export const fullestOfAll = (pages: readonly Seen[]) => untilAllIsSeen(pages, () => '', ({ html }) => html.length)

/** In each language the pages with the longest words first: they do not fit before others do. */
export const widestOfEachRoute = (pages: readonly Seen[]) =>
  untilAllIsSeen(pages, (seen) => `${seen.pack} ${seen.language} ${answer(seen)}`, ({ html }) => longestWord(html) + html.length / 1e6)

/** In ems, roughly: a syllable of Hangul is a square. */
function longestWord(html: string): number {
  const text = html.replaceAll(/<[^>]*>/g, ' ')
  return Math.max(0, ...text.split(/[\s-]+/).map((word) => Array.from(word, (letter) => (letter >= '\u1100' ? 1 : 0.55)).reduce((width, letter) => width + letter, 0)))
}
