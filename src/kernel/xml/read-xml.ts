/**
 * A stranger's XML document as a tree, or refused whole: the parser's warnings are refusals, and so is a document type, which is where
 * entities come from (hazards: XXE, entity expansion); depth and number of elements are bounded, the length is the caller's to bound.
 */
import { Parser } from 'saxen'

export interface XmlElement {
  /** Without a prefix; of a namespace that was not asked for, with one. */
  name: string
  text: string
  attributes: Record<string, string>
  children: XmlElement[]
}

const deepest = 30
const most = 2_000_000

/** @param namespace of the root, and of what is read by its bare name. @throws Error, saying what is wrong */
export function readXml(xml: string, namespace: string): XmlElement {
  const root: XmlElement = { name: '', text: '', attributes: {}, children: [] }
  const open = [root]
  const refuse = (what: string) => { throw new Error(what) }
  let elements = 0
  const parser = new Parser()
  parser.ns({ [namespace]: 'own' })
  parser.on('openTag', (name, attributes, decode) => {
    const found = Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]))
    const element: XmlElement = { name: name.startsWith('own:') ? name.slice('own:'.length) : name.includes(':') ? name : `:${name}`, text: '', attributes: found, children: [] }
    open.at(-1)!.children.push(element)
    if (open.push(element) > deepest) refuse('too deep')
    if ((elements += 1) > most) refuse('too many elements')
  })
  parser.on('closeTag', () => { open.pop() })
  parser.on('text', (value, decode) => { open.at(-1)!.text += decode(value).trim() })
  parser.on('attention', () => refuse('a document type'))
  parser.on('warn', ({ message }) => refuse(message))
  parser.on('error', ({ message }) => refuse(message))
  const failure = parser.parse(xml)
  if (failure) throw failure
  if (root.children.length !== 1) refuse(`${root.children.length} roots`)
  return root.children[0]!
}

export const allIn = (element: XmlElement, name: string) => element.children.filter((child) => child.name === name)

/** The first on the way. */
export const maybeIn = (element: XmlElement, ...path: string[]): XmlElement | undefined => path.reduce<XmlElement | undefined>((found, name) => found && allIn(found, name)[0], element)

/** @throws Error where there is none */
export function oneIn(element: XmlElement, ...path: string[]): XmlElement {
  const found = maybeIn(element, ...path)
  if (!found) throw new Error(`${element.name} lacks ${path.join('/')}`)
  return found
}

export const textIn = (element: XmlElement, ...path: string[]) => oneIn(element, ...path).text
