/** `maru rules show`: a rule for readers, as text, drawing or data. */
import { parseArgs } from 'node:util'
import { createRules, shownAs, showReading, type ShownAs } from '../../../modules/rules/index.ts'
import { createWordings } from '../../../web/wordings.ts'
import { print, UsageError } from '../command.ts'
import { packOf } from './read-inputs.ts'

const options = { pack: { type: 'string' }, rule: { type: 'string' }, format: { type: 'string' }, on: { type: 'string' }, language: { type: 'string' }, json: { type: 'boolean' } } as const

export async function show(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options })
  const pack = packOf(values.pack)
  const rules = createRules(pack)
  const format = values.json ? 'json' : values.format ?? 'text'
  if (!isFormat(format)) throw new UsageError(`--format ${format}: write ${shownAs.join(', ')}.`)
  const language = values.language ?? pack.defaultLanguage
  if (!pack.languages.some(({ tag }) => tag === language)) throw new UsageError(`The pack speaks ${pack.languages.map(({ tag }) => tag).join(', ')}.`)
  if (values.rule === undefined || !rules.services.includes(values.rule)) throw new UsageError(`${values.rule === undefined ? 'Say which rule: --rule <service>' : `No rule decides ${values.rule}`}. There are: ${rules.services.join(', ')}.`)
  const on = values.on ?? Temporal.Now.plainDateISO(pack.timeZone).toString()
  if (!isDay(on)) throw new UsageError(`${on} is no day. Write it as 2026-11-02.`)
  const wording = createWordings(pack, () => undefined)(language)
  print(showReading(rules.read(values.rule, wording, on)!, wording, format))
  return 0
}

const isFormat = (format: string): format is ShownAs => (shownAs as readonly string[]).includes(format)

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
