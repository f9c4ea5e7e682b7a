/** The names that a message expects, so that translations can be held against their original. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'

export function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  collect(parse(message, { ignoreTag: true }), names)
  return [...names].sort()
}

function collect(elements: MessageFormatElement[], names: Set<string>) {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    names.add(element.value)
    if ('options' in element) for (const option of Object.values(element.options)) collect(option.value, names)
  }
}
