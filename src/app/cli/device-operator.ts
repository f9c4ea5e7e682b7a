/** Agencies' machines, by the operator: where an administrator's desk is not at hand, and to look over all of them. */
import { parseArgs } from 'node:util'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { readConfig } from '../../kernel/config/read-config.ts'
import { readSecrets } from '../../kernel/config/read-secrets.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { migrateAll } from '../migrate.ts'
import { type DeviceOperation, endDevice, listDevices, makeDeviceCode, registerDevice, type RegisteredDevice } from '../operate-devices.ts'
import { print, UsageError } from './command.ts'
import { openKeys } from './open-keys.ts'
import { oneWord } from './parse-words.ts'
import { withDatabase } from './with-database.ts'

const text = { type: 'string' } as const

export async function register(words: string[]): Promise<number> {
  const { values: { agency, kind, name, place, scope: scopes = [] } } = parseArgs({ args: words, options: { agency: text, kind: text, name: text, place: text, scope: { ...text, multiple: true } } })
  const [called, stands] = [name?.trim(), place?.trim()]
  if (!agency || !kind || !called || !stands) throw new UsageError('Say what, whose and where: --agency <id> --kind <kind> --name <name> --place <place>.')
  if (called.length > 80 || stands.length > 80) throw new UsageError('A name and a place have 80 signs at most.')
  tellCode(await operate((operation) => registerDevice(operation, { agency, kind, name: called, place: stands, scopes })))
  return 0
}

export async function code(words: string[]): Promise<number> {
  tellCode(await operate((operation) => makeDeviceCode(operation, idIn(words))))
  return 0
}

export async function list(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { agency: text, json: { type: 'boolean' } } })
  const rows = await operate((operation) => listDevices(operation, values.agency))
  if (values.json) {
    print(JSON.stringify(rows.map(({ id, agency, kind, name, place, scopes, status, held_because: heldBecause, registered_by: registeredBy, registered_at: registeredAt, seen_at: seenAt, ended_because: endedBecause }) => ({ id, agency, kind, name, place, scopes, status, heldBecause, registeredBy, registeredAt, seenAt, endedBecause })), null, 2))
    return 0
  }
  for (const { id, agency, kind, name, place, status, held_because: held, ended_because: ended, seen_at: seen } of rows) {
    print(`${id}  ${agency}  ${kind} ${name}, ${place}: ${held === 'two-places' ? 'HELD: it called from two places' : [status, held ?? ended].filter((word) => word !== null).join(', ')}; ${seen === null ? 'never heard' : `heard ${seen.toISOString()}`}`)
  }
  if (rows.length === 0) print('No device is registered.')
  return 0
}

export async function end(words: string[]): Promise<number> {
  const id = idIn(words)
  await operate((operation) => endDevice(operation, id))
  print(`${id} is over for good: no token is given or taken from now on, and its credential is revoked by the platform.`)
  return 0
}

function idIn(words: string[]): string {
  const id = oneWord(words, 'device')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new UsageError(`"${id}" is no id of a device. See: npm run -s maru -- device list`)
  return id
}

function tellCode({ id, link, code: digits, endsAt }: RegisteredDevice) {
  print(`${id}\n\n${link}\n\nCode: ${digits}`)
  print(`On the device: maru device enrol --file <file> --offer '<link>' --code ${digits}. One use, five tries, until ${endsAt.toISOString()}.`)
}

async function operate<Result>(work: (operation: DeviceOperation) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env, 'command')
  const secrets = await readSecrets(config, config.secretFile === undefined && config.address === undefined ? 'demonstration' : 'production')
  const keys = await openKeys(config, loadPack(config.pack))
  try {
    return await withDatabase(config, 'device', async (database) => {
      await migrateAll(database.owner, database.appRole)
      return work({ config, secrets, keys, database: database.app })
    })
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    throw new Error({ 'identity.no-such-device': 'There is no such device. See: npm run -s maru -- device list', 'identity.device-over': 'It is over already.' }[cause.code] ?? cause.code, { cause })
  }
}
