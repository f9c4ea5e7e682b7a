/**
 * The exchange as it stands in production: `maru serve` on its own PostgreSQL, a register's `maru connector run` on a CSV drop, and an agency
 * with keys of its own that asks; each a process. Everybody agreed to the agency's purpose.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { migrateAll } from '../../src/app/migrate.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { newSigningKey } from '../../src/kernel/config/read-secrets.ts'
import { deriveKey } from '../../src/kernel/crypto/tokens.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { openPostgres } from '../../src/kernel/postgres/open-postgres.ts'
import { signerFromSeed, writeVkey } from '../../src/kernel/transparency/note/key.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { createExchange } from '../../src/modules/exchange/index.ts'
import { freePort } from '../../tests/crash/support/platform.ts'
import { personOf, rowOf } from './exchange-rows.ts'
import { runMaru, startMaru } from './start-maru.ts'

export const register = 'resident'
export const purpose = 'birth-kepco'
export const requester = 'kepco'
export const fields = ['name', 'address', 'members']
const host = 'bench.example'

export interface ExchangeHouse {
  platform: string
  requesterFolder: string
  data: string
  pids: { platform: number; connector: number }
  people: { person: string; case: string }[]
  /** The platform's last lines, for when something fails. */
  told(): string
  stop(): Promise<void>
}

export async function openExchangeHouse(folder: string, people: number, node: readonly string[] = []): Promise<ExchangeHouse> {
  await using opened = new AsyncDisposableStack()
  const [data, secretFile, keyFile, connectorFolder, requesterFolder] = ['data', 'installation.secret', 'signing-key.json', 'connector', 'requester'].map((name) => join(folder, name)) as [string, string, string, string, string]
  mkdirSync(data)
  chmodSync(data, 0o711)
  const secret = randomBytes(32)
  writeFileSync(secretFile, secret, { mode: 0o600 })
  writeFileSync(keyFile, newSigningKey(), { mode: 0o600 })
  const ids = Array.from({ length: people }, (_, number) => ({ person: personOf(number), case: randomUUID() }))
  await agreeAll(data, secret, ids)

  const drop = join(folder, 'people.csv')
  const columns = ['person', ...fields] as const
  const rows = ids.map((_, number) => rowOf(number) as Record<string, string>)
  writeFileSync(drop, [columns.join(','), ...rows.map((row) => columns.map((column) => `"${row[column]!.replaceAll('"', '""')}"`).join(','))].join('\n'))
  await runMaru(['connector', 'init', '--folder', connectorFolder, '--register', register, '--source', 'csv', '--at', drop, '--key', 'person'])
  await runMaru(['connector', 'init', '--folder', requesterFolder, '--requester', requester])
  const origin = `${host}/log/access`
  const log = writeVkey(signerFromSeed(origin, 1, deriveKey(secret, `log/${origin}`)))
  await runMaru(['connector', 'trust', '--folder', connectorFolder, '--log', log, '--requester', join(requesterFolder, 'public.json')])
  await runMaru(['connector', 'trust', '--folder', requesterFolder, '--log', log, '--register', join(connectorFolder, 'public.json')])
  const connector = await startMaru(['connector', 'run', '--folder', connectorFolder], {}, /Connector of \S+ at http:\S+/, node)
  opened.defer(() => connector.stop())
  const connectorUrl = /at (http:\S+)/.exec(connector.printed)![1]

  writeFileSync(join(folder, 'registers.json'), JSON.stringify({ [register]: { url: connectorUrl, keysFile: join(connectorFolder, 'public.json') } }))
  writeFileSync(join(folder, 'requesters.json'), JSON.stringify([join(requesterFolder, 'public.json')]))
  const keysFile = join(folder, 'keys.json')
  await runMaru(['keys', 'new', keysFile, '--host', new URL(`https://${host}`).hostname, '--country', 'KR'])
  const port = await freePort()
  const env = {
    MARU_DATA: data, MARU_PORT: String(port), MARU_ADDRESS: `https://${host}`, MARU_SECRET_FILE: secretFile, MARU_SIGNING_KEY_FILE: keyFile, MARU_KEYS_FILE: keysFile,
    MARU_REGISTERS_FILE: join(folder, 'registers.json'), MARU_REQUESTERS_FILE: join(folder, 'requesters.json'), MARU_LOG_LEVEL: 'warn',
  }
  await runMaru(['admin', 'invite', '--agency', requester, '--name', 'Bench'], env)
  const platform = await startMaru(['serve'], { ...env, MARU_LOG_LEVEL: 'info' }, /Maru is open/, node)
  opened.defer(() => platform.stop())
  const running = opened.move()
  return { platform: `http://127.0.0.1:${port}`, requesterFolder, data, pids: { platform: platform.pid, connector: connector.pid }, people: ids, told: () => platform.told(), stop: () => running.disposeAsync() }
}

/** Consents through the room's own door, before the platform starts. */
async function agreeAll(data: string, secret: Buffer, people: readonly { person: string; case: string }[]) {
  await using opened = new AsyncDisposableStack()
  const log = pino({ level: 'silent' })
  const postgres = await openPostgres({ dataFolder: data, log })
  opened.defer(() => postgres.stop())
  await migrateAll(postgres.owner)
  const database = openDatabase(postgres.app, () => undefined)
  opened.defer(() => database.close())
  const pack = loadPack('packs/kr')
  const clock = systemClock(pack.timeZone)
  const transparency = createTransparency({ database, clock, logger: log, host, secret })
  const exchange = createExchange({ database, pack, clock, log, accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined })
  opened.defer(() => exchange.close())
  for (let at = 0; at < people.length; at += 16) {
    await Promise.all(people.slice(at, at + 16).map(({ person, case: caseId }) => exchange.giveConsent({ person, caseId, language: 'ko', decisions: { [purpose]: true } })))
  }
}
