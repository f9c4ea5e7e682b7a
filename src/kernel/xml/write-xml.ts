/** XML of one namespace from a tree; what stands in it is escaped by the library that writes our BPMN files, too. */
import { Moddle } from 'moddle'
import { Writer } from 'moddle-xml'

/** Name, then text or what stands in it (left out where undefined or false), then attributes. */
export type XmlNode = readonly [name: string, content: string | readonly (XmlNode | undefined | false)[], attributes?: Readonly<Record<string, string>>]

export function writeXml(namespace: string, root: XmlNode): string {
  const moddle = new Moddle([])
  const make = ([name, content, attributes = {}]: XmlNode): unknown => moddle.createAny(`own:${name}`, namespace, {
    ...attributes, ...(typeof content === 'string' ? { $body: content } : { $children: content.filter((node) => node !== undefined && node !== false).map((node) => make(node)) }),
  })
  const [name, content] = root
  return new Writer({ preamble: true, format: false }).toXML(make([name, content, { xmlns: namespace }]))
}
