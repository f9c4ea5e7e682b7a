/** Reads every file of a pack and validates it against its schema; goes on after a mistake, to find them all. */
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import Type, { type TSchema } from 'typebox'
import { locateJsonError } from './locate-json-error.ts'
import { type PackFiles, packFiles } from './pack-files.ts'
import type { Problem } from './problem.ts'
import { ownMessages, readMessages } from './read-messages.ts'
import { pairReforms } from './read-reforms.ts'
import { AreaTiles } from './schema/area-tiles.ts'
import { Assistant } from './schema/assistant.ts'
import { CredentialType } from './schema/credential-type.ts'
import { Cliff } from './schema/cliff.ts'
import { Duty } from './schema/duty.ts'
import { Fact } from './schema/fact.ts'
import { LifeEvent } from './schema/life-event.ts'
import { Agency, Holiday, Manifest } from './schema/manifest.ts'
import { MandateKind } from './schema/mandate-kind.ts'
import { MandatoryNotice } from './schema/mandatory-notice.ts'
import type { Pack, RuleFile } from './schema/pack.ts'
import { PopulationMargins } from './schema/population.ts'
import { Purpose } from './schema/purpose.ts'
import { Reform } from './schema/reform.ts'
import { Register } from './schema/register.ts'
import { RequestTemplate } from './schema/request-template.ts'
import { PublicService } from './schema/service.ts'

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
// CommonJS: the default export is the function itself or carries it, depending on the loader.
const add = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? addFormats
;(add as unknown as (target: Ajv2020) => void)(ajv)

const compiled = new Map<TSchema, ValidateFunction>()

/** One schema is compiled once, whatever the number of packs. */
function validatorOf(schema: TSchema): ValidateFunction {
  let validate = compiled.get(schema)
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)))
  return validate
}

const lists = {
  agencies: Type.Array(Agency), registers: Type.Array(Register), facts: Type.Array(Fact), purposes: Type.Array(Purpose), holidays: Type.Array(Holiday),
  notices: Type.Array(MandatoryNotice), credentials: Type.Array(CredentialType), requests: Type.Array(RequestTemplate),
  mandates: Type.Array(MandateKind),
}

const cliffs = Type.Array(Cliff)
const messages = Type.Record(Type.String(), Type.String())

export const readPackFolder = (folder: string) => readPack(packFiles(folder))

export function readPack(files: PackFiles): { pack: Pack; problems: Problem[] } {
  const problems: Problem[] = []
  const read = (file: string, schema: TSchema): unknown => readValid(files, file, schema, problems)
  const each = (sub: string, schema: TSchema) => files.list(sub, '.json').map((file) => read(file, schema)).filter((value) => value !== undefined)
  const manifest = read('pack.json', Manifest) as Manifest | undefined
  const pack: Pack = {
    ...(manifest ?? ({ languages: [] } as unknown as Manifest)),
    folder: files.folder,
    ...(Object.fromEntries(Object.entries(lists).map(([name, schema]) => [name, read(`${name}.json`, schema) ?? []])) as Pick<Pack, keyof typeof lists>),
    services: each('services', PublicService) as PublicService[],
    lifeEvents: (each('life-events', LifeEvent) as LifeEvent[]).sort((a, b) => a.order - b.order),
    assistant: (read('assistant.json', Assistant) ?? { urgent: [], examples: {}, services: {} }) as Assistant,
    cliffs: files.has('cliffs.json') ? (read('cliffs.json', cliffs) ?? []) as Cliff[] : [],
    rules: pagesIn(files, 'rules'),
    duties: each('duties', Duty) as Duty[],
    dutyPages: pagesIn(files, 'duties'),
    reforms: reformsOf(files, read, problems),
    messages: {},
  }
  const population = files.has('population.json') ? read('population.json', PopulationMargins) as PopulationMargins | undefined : undefined
  if (population) pack.population = population
  const tiles = files.has('tiles.json') ? read('tiles.json', AreaTiles) as AreaTiles | undefined : undefined
  if (tiles) pack.tiles = tiles
  for (const { tag } of pack.languages) pack.messages[tag] = messagesOf(files, tag, problems)
  return { pack, problems }
}

function messagesOf(files: PackFiles, tag: string, problems: Problem[]): Record<string, string> {
  const own = files.list(`messages/${tag}`, '.json')
  for (const file of own) readValid(files, file, messages, problems)
  if (problems.some(({ file }) => own.includes(file))) return {}
  return readMessages(...(tag === 'en' ? [ownMessages] : []), join(files.folder, 'messages', tag))
}

function reformsOf(files: PackFiles, read: (file: string, schema: TSchema) => unknown, problems: Problem[]): Pack['reforms'] {
  const named = files.list('reforms', '.json')
  const abouts = new Map(named.flatMap((file): [string, Reform][] => {
    const reform = read(file, Reform) as Reform | undefined
    return reform ? [[file, reform]] : []
  }))
  const paired = pairReforms(abouts, named, pagesIn(files, 'reforms'))
  problems.push(...paired.problems)
  return paired.reforms
}

const pagesIn = (files: PackFiles, sub: string) => files.list(sub, '.md').map((path): RuleFile => ({ path, text: files.read(path) ?? '' }))

/** @returns undefined where it is not as it should be; then `problems` has grown */
export function readValid(files: Pick<PackFiles, 'read'>, file: string, schema: TSchema, problems: Problem[]): unknown {
  const text = files.read(file)
  if (text === undefined) {
    problems.push({ file, pointer: '', message: 'The file is missing.', advice: 'Copy it from packs/template and fill it in.' })
    return undefined
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    problems.push({ file, pointer: locateJsonError(text), message: `This is not JSON: ${(cause as Error).message}.`, advice: 'Look for a missing comma, quote or bracket just before this place.' })
    return undefined
  }
  const validate = validatorOf(schema)
  if (validate(value)) return value
  for (const error of validate.errors ?? []) {
    const key = (error.params['additionalProperty'] ?? error.params['missingProperty']) as string | undefined
    problems.push({
      file, pointer: `${error.instancePath}${key === undefined ? '' : `/${key}`}`,
      message: error.keyword === 'additionalProperties' ? `The key ${key} is not known here.` : `This ${error.message ?? 'does not fit'}.`,
      advice: adviceFor(error.keyword, error.params),
    })
  }
  return undefined
}

function adviceFor(keyword: string, params: Record<string, unknown>): string {
  switch (keyword) {
    case 'additionalProperties': return 'Remove it, or correct its spelling; packs/template shows every key.'
    case 'required': return 'Add it; packs/template shows an example.'
    case 'enum': return `Choose one of: ${(params['allowedValues'] as unknown[]).join(', ')}.`
    case 'const': return `Write ${JSON.stringify(params['allowedValue'])}.`
    case 'pattern': return `It must match ${String(params['pattern'])}.`
    case 'format': return `It must be a ${String(params['format'])}.`
    default: return 'Compare with the same place in packs/template.'
  }
}
