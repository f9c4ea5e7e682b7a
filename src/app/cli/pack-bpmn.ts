import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { processOfEvent, processOfService } from '../../modules/catalogue/index.ts'
import { createWordings } from '../../web/wordings.ts'
import { print, UsageError } from './command.ts'
import { oneWord } from './parse-words.ts'

const options = { event: { type: 'string' }, service: { type: 'string' }, language: { type: 'string' } } as const

/** Prints a life event, or one of its services, as BPMN 2.0. */
export async function packBpmn(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true })
  const pack = loadPack(resolve(oneWord(positionals, 'folder')))
  const language = values.language ?? pack.defaultLanguage
  if (!pack.languages.some(({ tag }) => tag === language)) throw new UsageError(`The pack speaks ${pack.languages.map(({ tag }) => tag).join(', ')}.`)
  if (values.event === undefined && values.service === undefined) throw new UsageError('Say which: --event <life event>, --service <service>, or both.')
  const service = pack.services.find(({ id }) => id === values.service)
  if (values.service !== undefined && !service) throw new UsageError(`The pack has no service ${values.service}.`)
  const event = pack.lifeEvents.find(({ id }) => id === (values.event ?? service?.lifeEvents[0]))
  if (!event || (service && !event.services.includes(service.id))) {
    throw new UsageError(service ? `${service.id} belongs to ${service.lifeEvents.join(', ') || 'no life event'}.` : `The pack has no life event ${values.event}. There are: ${pack.lifeEvents.map(({ id }) => id).join(', ')}.`)
  }
  const wording = createWordings(pack, () => undefined)(language)
  print((service ? await processOfService(wording, service, event) : await processOfEvent(wording, event)).trimEnd())
  return 0
}
