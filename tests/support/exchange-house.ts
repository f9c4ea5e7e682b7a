/**
 * The exchange as it stands in production: `maru serve` on its own PostgreSQL, a register's `maru connector run` on a CSV drop, and an agency
 * with keys of its own that asks; each a process. Everybody agreed to the agency's purpose.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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
import { connectorPrograms, createExchange, type PartyFile } from '../../src/modules/exchange/index.ts'
import { freePort } from '../crash/support/platform.ts'
import { personOf, rowOf } from './exchange-rows.ts'
import { runMaru, type RunningMaru, startMaru } from './start-maru.ts'

export const register = 'resident'
export const purpose = 'birth-kepco'
export const requester = 'kepco'
export const fields = ['name', 'address', 'householdSize']
/** What the register keeps: who the members are; it answers how many. */
const columns = ['person', 'name', 'address', 'members'] as const
const host = 'bench.example'
const pack = loadPack('packs/kr')

export interface ExchangeHouse {
  platform: string
  requesterFolder: string
  connectorFolder: string
  data: string
  pids: { platform: number; connector: number }
  people: { person: string; case: string }[]
  /** The platform's last lines, for when something fails. */
  told(): string
  /** `kill -9`, and the same program again on the same folder and port. Resolves when it says that it is ready. */
  killAndStart(which: 'platform' | 'connector'): Promise<void>
  /** How the platform ended without being asked to; undefined while it lives. */
  fell(): string | undefined
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
  const rows = ids.map((_, number) => rowOf(number))
  writeFileSync(drop, [columns.join(','), ...rows.map((row) => columns.map((column) => `"${row[column].replaceAll('"', '""')}"`).join(','))].join('\n'))
  ;(await connectorPrograms.init())({ folder: connectorFolder, register, pack, source: { kind: 'csv', file: drop, key: 'person' } })
  ;(await connectorPrograms.initRequester())({ folder: requesterFolder, agency: requester, pack })
  const origin = `${host}/log/access`
  const log = writeVkey(signerFromSeed(origin, 1, deriveKey(secret, `log/${origin}`)))
  const publicOf = (party: string) => JSON.parse(readFileSync(join(party, 'public.json'), 'utf8')) as PartyFile
  const trust = await connectorPrograms.trust()
  await trust(connectorFolder, { log, requester: publicOf(requesterFolder) })
  await trust(requesterFolder, { log, register: publicOf(connectorFolder) })
  const connectorPort = await freePort()
  const startConnector = () => startMaru(['connector', 'run', '--folder', connectorFolder, '--port', String(connectorPort)], {}, /Connector of \S+ at http:\S+/, node)
  const running = { connector: await startConnector(), platform: undefined as RunningMaru | undefined }
  opened.defer(() => running.connector.stop())

  writeFileSync(join(folder, 'registers.json'), JSON.stringify({ [register]: { url: `http://127.0.0.1:${connectorPort}`, keysFile: join(connectorFolder, 'public.json') } }))
  writeFileSync(join(folder, 'requesters.json'), JSON.stringify([join(requesterFolder, 'public.json')]))
  const keysFile = join(folder, 'keys.json')
  await runMaru(['keys', 'new', keysFile, '--host', new URL(`https://${host}`).hostname, '--country', 'KR'])
  const port = await freePort()
  const env = {
    MARU_DATA: data, MARU_PORT: String(port), MARU_ADDRESS: `https://${host}`, MARU_SECRET_FILE: secretFile, MARU_SIGNING_KEY_FILE: keyFile, MARU_KEYS_FILE: keysFile,
    MARU_REGISTERS_FILE: join(folder, 'registers.json'), MARU_REQUESTERS_FILE: join(folder, 'requesters.json'), MARU_LOG_LEVEL: 'warn',
  }
  await runMaru(['admin', 'invite', '--agency', requester, '--name', 'Bench'], env)
  const startPlatform = () => startMaru(['serve'], { ...env, MARU_LOG_LEVEL: 'info' }, /Maru is open/, node)
  running.platform = await startPlatform()
  opened.defer(() => running.platform?.stop())
  const kept = opened.move()
  return {
    platform: `http://127.0.0.1:${port}`, requesterFolder, connectorFolder, data, people: ids,
    get pids() { return { platform: running.platform!.pid, connector: running.connector.pid } },
    told: () => running.platform!.told(),
    async killAndStart(which) {
      await running[which]!.kill()
      if (which === 'platform') running.platform = await startPlatform()
      else running.connector = await startConnector()
    },
    fell: () => running.platform!.fell(),
    stop: () => kept.disposeAsync(),
  }
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
  const clock = systemClock(pack.timeZone)
  const transparency = createTransparency({ database, clock, logger: log, host, secret })
  const exchange = createExchange({ database, pack, clock, log, accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined })
  opened.defer(() => exchange.close())
  for (let at = 0; at < people.length; at += 16) {
    await Promise.all(people.slice(at, at + 16).map(({ person, case: caseId }) => exchange.giveConsent({ person, caseId, language: 'ko', decisions: { [purpose]: true } })))
  }
}
