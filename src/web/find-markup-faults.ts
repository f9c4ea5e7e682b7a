/** What must hold for every page and component, found in markup: for tests, and for nothing a browser would tell. */
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** @param html a whole document */
export function findMarkupFaults(html: string): string[] {
  const faults: string[] = []
  const document = parse(html, { sourceCodeLocationInfo: true, onParseError: ({ code }) => { faults.push(code) } })
  const elements = elementsOf(document)
  const ids = new Set<string>()
  for (const element of elements) {
    const id = attribute(element, 'id')
    if (id === undefined) continue
    if (ids.has(id)) faults.push(`id ${id} twice`)
    ids.add(id)
  }
  const labelled = new Set(elements.filter(({ tagName }) => tagName === 'label').map((label) => attribute(label, 'for')))
  for (const element of elements) faults.push(...faultsOf(element, ids, labelled))
  return faults
}

const withoutEnd = new Set(['meta', 'link', 'input', 'img', 'br', 'hr', 'rect', 'path'])

function faultsOf(element: Element, ids: Set<string>, labelled: Set<string | undefined>): string[] {
  const { tagName, attrs } = element
  const faults: string[] = []
  // The parser repairs wrong nesting in silence; what it opened or closed by itself has no place in the source.
  const place = element.sourceCodeLocation
  if (!place?.startTag || (!place.endTag && !withoutEnd.has(tagName))) faults.push(`${tagName} is nested wrongly`)
  for (const { name, value } of attrs) {
    // The content security policy refuses these, so they would silently do nothing.
    if (name === 'style' || name.startsWith('on')) faults.push(`inline ${name} on ${tagName}`)
    if (['aria-describedby', 'aria-labelledby', 'for'].includes(name)) {
      for (const id of value.split(' ')) if (!ids.has(id)) faults.push(`${name} of ${tagName} points to nothing: ${id}`)
    }
    if (/undefined|\[object /.test(value)) faults.push(`${name}="${value}" on ${tagName}`)
  }
  if (tagName === 'style' || (tagName === 'script' && attribute(element, 'src') === undefined)) faults.push(`inline ${tagName}`)
  const type = attribute(element, 'type')
  if (['input', 'select', 'textarea'].includes(tagName) && type !== 'hidden' && !labelled.has(attribute(element, 'id'))) {
    faults.push(`${tagName} ${attribute(element, 'name')} without a label`)
  }
  return faults
}

export const attribute = (element: Element, name: string): string | undefined => element.attrs.find((attr) => attr.name === name)?.value

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : []
  return 'tagName' in node ? [node, ...children] : children
}
