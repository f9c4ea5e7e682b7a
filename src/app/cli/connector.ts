/** `maru connector …`: what an agency runs on its own machine. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { readConfig } from '../../kernel/config/read-config.ts'
import { createLog, type Log } from '../../kernel/log/log.ts'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { connectorPrograms, noticePath, type PartyFile } from '../../modules/exchange/index.ts'
import { print, UsageError } from './command.ts'
import { untilAborted } from './until-aborted.ts'

type Values = Record<string, string | undefined>

function optionsOf(words: string[], names: readonly string[]): Values {
  return parseArgs({ args: words, options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])) }).values as Values
}

function needed(values: Values, name: string): string {
  return values[name] ?? (() => { throw new UsageError(`Say --${name}.`) })()
}

export async function initConnector(words: string[]): Promise<number> {
  const values = optionsOf(words, ['register', 'requester', 'folder', 'source', 'at', 'key', 'table', 'notices'])
  const folder = needed(values, 'folder')
  const pack = loadPack(readConfig(process.env, 'command').pack)
  if (values['requester'] !== undefined) (await connectorPrograms.initRequester())({ folder, agency: values['requester'], pack, ...(values['notices'] === undefined ? {} : { notices: values['notices'] }) })
  else (await connectorPrograms.init())({ folder, register: needed(values, 'register'), pack, source: sourceOf(values) })
  print(`${join(folder, 'public.json')} is for the others: give it to the platform's operator, and to those who ask or are asked.`)
  if (values['requester'] === undefined) print(`Now say in ${join(folder, 'mapping.json')} where each field comes from, and take out what you do not keep or do not give.`)
  print(`Then name whom you believe: maru connector trust --folder ${folder} --log <verifier key> …`)
  return 0
}

function sourceOf(values: Values) {
  const [kind, at, key] = ['source', 'at', 'key'].map((name) => (name === 'key' && values['source'] === 'rest' ? '' : needed(values, name))) as [string, string, string]
  switch (kind) {
    case 'csv':
    case 'excel': return { kind, file: at, key } as const
    case 'postgresql':
    case 'mariadb': return { kind, url: at, table: needed(values, 'table'), key } as const
    case 'rest': return { kind, url: at } as const
    default: throw new UsageError('A source is one of csv, excel, postgresql, mariadb, rest.')
  }
}

export async function trustParty(words: string[]): Promise<number> {
  const { folder, log, requester, register } = optionsOf(words, ['folder', 'log', 'requester', 'register'])
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PartyFile
  if (!folder || !(log ?? requester ?? register)) throw new UsageError('Say whom: --log <verifier key>, --requester <file> or --register <file>.')
  await (await connectorPrograms.trust())(folder, { ...(log ? { log } : {}), ...(requester ? { requester: read(requester) } : {}), ...(register ? { register: read(register) } : {}) })
  print(`${join(folder, 'trust.json')} names it. A connector that runs has to be started again.`)
  return 0
}

export async function runConnector(words: string[], stop: AbortSignal): Promise<number> {
  const values = optionsOf(words, ['folder', 'host', 'port'])
  const folder = needed(values, 'folder')
  // Two on one folder would write one chain of evidence twice.
  using _held = holdFolder(folder, 'maru connector')
  const log = createLog({ level: 'info', key: randomBytes(32) })
  const running = await (await connectorPrograms.serve())({
    folder, ...listening(values, log),
    onBroken: (why) => { log.error({ cause: why.message }, 'the source cannot be read; what it last gave is given on') },
  })
  print(`Connector of ${running.register} at ${running.url}`)
  await untilAborted(stop)
  await running.close()
  return 0
}

export async function listenForNotices(words: string[], stop: AbortSignal): Promise<number> {
  const values = optionsOf(words, ['folder', 'host', 'port', 'erase'])
  const folder = needed(values, 'folder')
  using _held = holdFolder(folder, 'maru connector')
  const log = createLog({ level: 'info', key: randomBytes(32) })
  const running = await (await connectorPrograms.listen())({ folder, ...listening(values, log), ...(values['erase'] === undefined ? {} : { erase: values['erase'] }) })
  print(`Listening for notices at ${running.url}${noticePath}`)
  await untilAborted(stop)
  await running.close()
  return 0
}

function listening(values: Values, log: Log) {
  const port = Number(values['port'] ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('A port is a number up to 65535.')
  return { host: values['host'] ?? '127.0.0.1', port, onRefusal: (status: number, reason: string, cause?: unknown) => { log.warn({ status, reason, cause: (cause as Error | undefined)?.message }, 'refused') } }
}

export async function askOnce(words: string[]): Promise<number> {
  const values = optionsOf(words, ['folder', 'platform', 'register', 'person', 'purpose', 'case', 'fields', 'warrant'])
  const { warrant } = values
  const ask = await (await connectorPrograms.ask())(needed(values, 'folder'), needed(values, 'platform').replace(/\/$/, ''))
  const answer = await ask({ register: needed(values, 'register'), subject: needed(values, 'person'), purpose: needed(values, 'purpose'), case: needed(values, 'case'), fields: needed(values, 'fields').split(','), ...(warrant === undefined ? {} : { covert: { warrant } }) })
  print(JSON.stringify(answer, undefined, 2))
  return 0
}

export async function verifyConnector(words: string[]): Promise<number> {
  const count = await (await connectorPrograms.verify())(needed(optionsOf(words, ['folder']), 'folder'))
  print(`${count} answers, each in its place, all under the register's own signature.`)
  return 0
}
