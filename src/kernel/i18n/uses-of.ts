/** How a message uses each of its values, and where: so that a mistake is told with its place, and a value comes in the form that is asked for. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'

export interface Use {
  name: string
  /** `plain`: written as it is. */
  as: 'plain' | 'number' | 'date' | 'time' | 'select' | 'plural'
  /** Of a select: what it tells apart, without `other`. */
  options: string[]
  /** As it stands in the message. */
  source: string
  line: number
  column: number
}

export class NoMessage extends Error {
  readonly line: number
  readonly column: number
  constructor(line: number, column: number, cause: unknown) {
    super('no ICU message', { cause })
    this.line = line
    this.column = column
  }
}

/** @throws NoMessage where it cannot be read */
export function usesOf(message: string): Use[] {
  const uses: Use[] = []
  let elements: MessageFormatElement[]
  try {
    elements = parse(message, { ignoreTag: true, captureLocation: true })
  } catch (cause) {
    const { line, column } = (cause as { location?: { start: { line: number; column: number } } }).location?.start ?? { line: 1, column: 1 }
    throw new NoMessage(line, column, cause)
  }
  collect(message, elements, uses)
  return uses
}

const forms = { [TYPE.argument]: 'plain', [TYPE.number]: 'number', [TYPE.date]: 'date', [TYPE.time]: 'time', [TYPE.select]: 'select', [TYPE.plural]: 'plural' } as const

function collect(message: string, elements: MessageFormatElement[], uses: Use[]) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag) continue
    const { line, column, offset } = element.location?.start ?? { line: 1, column: 1, offset: 0 }
    const options = element.type === TYPE.select ? Object.keys(element.options).filter((option) => option !== 'other') : []
    uses.push({ name: element.value, as: forms[element.type], options, source: message.slice(offset, element.location?.end.offset), line, column })
    if ('options' in element) for (const option of Object.values(element.options)) collect(message, option.value, uses)
  }
}
