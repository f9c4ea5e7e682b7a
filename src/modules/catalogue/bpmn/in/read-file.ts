/** A file of another program's: as long as it cannot be read safely and whole, it is refused with what is wrong, and nothing of it is taken. */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import { Parser } from 'saxen'

/** Of one file, in bytes: the largest model of the OMG's own interchange tests has 150,000. */
export const largestFile = 1024 * 1024
/** Elements of a file, its picture among them. The largest of those tests has 900. */
const mostElements = 10_000
/** Elements within each other. */
const deepest = 60

export type RefusalReason = 'empty' | 'large' | 'encoding' | 'doctype' | 'no-xml' | 'many' | 'deep' | 'no-bpmn' | 'no-process'
export interface Refusal { refused: RefusalReason; values?: Record<string, string | number> }
/** `unread`: what the reader could not make sense of, in its own words. */
export interface BpmnFile { definitions: ModdleElement; unread: string[] }

/** That tools write, beside Unicode; the OMG's own reference models are Latin-1. */
const declared = /^(utf-?8|us-ascii|iso-8859-1|windows-1252|euc-kr|shift_jis|gbk)$/i

/** @param bytes in the encoding that they declare, UTF-8 without a word, or UTF-16 with its mark (XML 1.0 §4.3.3) */
export function decodeFile(bytes: Uint8Array): { text: string } | Refusal {
  if (bytes.byteLength === 0) return { refused: 'empty' }
  if (bytes.byteLength > largestFile) return { refused: 'large', values: { size: largestFile / 1024 / 1024 } }
  const [first, second] = bytes
  const said = /^\uFEFF?<\?xml[^>]*?\sencoding=["']([A-Za-z][\w.-]*)["']/.exec(new TextDecoder().decode(bytes.subarray(0, 200)))?.[1] ?? 'utf-8'
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : said
  if (encoding === said && !declared.test(said)) return { refused: 'encoding', values: { encoding: said } }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return { refused: 'encoding', values: { encoding } }
  }
}

export async function readBpmn(text: string): Promise<BpmnFile | Refusal> {
  if (text.trim() === '') return { refused: 'empty' }
  if (text.length > largestFile) return { refused: 'large', values: { size: largestFile / 1024 / 1024 } }
  const refusal = lookOver(text)
  if (refusal) return refusal
  try {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(text)
    if (!(rootElement.get('rootElements') as ModdleElement[]).some(({ $type }) => $type === 'bpmn:Process')) return { refused: 'no-process' }
    return { definitions: rootElement, unread: warnings.map(({ message }) => message.split('\n')[0]!.slice(0, 300)) }
  } catch (cause) {
    return { refused: 'no-bpmn', values: { said: (cause as Error).message.split('\n')[0]!.slice(0, 200) } }
  }
}

/** Before a tree is made of it. A document type is where entities come from, and no BPMN file has a use for one. */
function lookOver(text: string): Refusal | undefined {
  let refusal: Refusal | undefined
  let [elements, depth] = [0, 0]
  const parser = new Parser()
  const refuse = (found: Refusal) => {
    refusal ??= found
    parser.stop()
  }
  parser.on('openTag', (_name, attributes, _decode, selfClosing) => {
    // What is wrong with an attribute is told when it is read.
    attributes()
    elements += 1
    if (!selfClosing) depth += 1
    if (elements > mostElements) refuse({ refused: 'many', values: { max: mostElements } })
    if (depth > deepest) refuse({ refused: 'deep', values: { max: deepest } })
  })
  parser.on('closeTag', (_name, _decode, selfClosing) => { if (!selfClosing) depth -= 1 })
  parser.on('attention', () => { refuse({ refused: 'doctype' }) })
  const broken = (fault: Error, context: () => { line: number; column: number }) => { refuse({ refused: 'no-xml', values: { said: fault.message, line: context().line + 1 } }) }
  parser.on('error', broken)
  parser.on('warn', broken)
  parser.parse(text)
  return refusal ?? (elements === 0 ? { refused: 'no-xml', values: { said: '', line: 1 } } : undefined)
}
