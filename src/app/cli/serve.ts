import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { readBank } from '../../kernel/config/read-bank.ts'
import { readChannels } from '../../kernel/config/read-channels.ts'
import { readClients } from '../../kernel/config/read-clients.ts'
import { readConfig } from '../../kernel/config/read-config.ts'
import { readCourt } from '../../kernel/config/read-court.ts'
import { readModel } from '../../kernel/config/read-model.ts'
import { readNationalSignIn } from '../../kernel/config/read-national-sign-in.ts'
import { readRegisters, readRequesters } from '../../kernel/config/read-registers.ts'
import { readSecrets } from '../../kernel/config/read-secrets.ts'
import { readStampAuthorities } from '../../kernel/config/read-stamp-authorities.ts'
import { readWitnesses } from '../../kernel/config/read-witnesses.ts'
import { deriveKey } from '../../kernel/crypto/tokens.ts'
import { createLog } from '../../kernel/log/log.ts'
import { giveBackWhenIdle } from '../../kernel/memory/give-back-when-idle.ts'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { migrateAll } from '../migrate.ts'
import { startServer } from '../server.ts'
import { openConfiguredDatabase, tellOrigin } from './open-database.ts'
import { openKeys } from './open-keys.ts'
import { noWords } from './parse-words.ts'
import { untilAborted } from './until-aborted.ts'

/** Production: secrets, address and registers are the operator's; without a first administrator it does not start. */
export async function serve(words: string[], stop: AbortSignal): Promise<number> {
  noWords(words)
  const config = readConfig(process.env, 'production')
  const secrets = await readSecrets(config, 'production')
  const registers = config.registersFile ? readRegisters(config.registersFile) : {}
  const requesters = config.requestersFile ? readRequesters(config.requestersFile) : []
  const channels = config.channelsFile ? readChannels(config.channelsFile) : {}
  const bank = config.bankFile ? readBank(config.bankFile) : undefined
  const model = config.modelFile ? readModel(config.modelFile) : undefined
  const national = config.nationalSignInFile ? readNationalSignIn(config.nationalSignInFile) : undefined
  const witnesses = config.witnessesFile ? readWitnesses(config.witnessesFile) : undefined
  const court = config.courtFile ? readCourt(config.courtFile) : undefined
  const authorities = config.timestampsFile ? readStampAuthorities(config.timestampsFile) : undefined
  const clients = config.clientsFile ? readClients(config.clientsFile) : []
  const keys = await openKeys(config, loadPack(config.pack))
  const log = createLog({ level: config.logLevel, key: deriveKey(secrets.secret, 'log') })
  // Several processes may serve one server of the operator's; the database brought along has one owner.
  using _held = config.databaseUrl ? undefined : holdFolder(config.data, 'maru serve')
  await using owned = new AsyncDisposableStack()
  const postgres = await openConfiguredDatabase(config, log, stop)
  owned.defer(() => postgres.stop())
  log.info({ database: tellOrigin(postgres) }, 'PostgreSQL')
  const { applied } = await migrateAll(postgres.owner)
  log.info({ applied }, 'database schema')
  stop.throwIfAborted()
  const server = await startServer({ config, secrets, database: postgres.app, keys, clients, registers, requesters, channels, bank, model, national, witnesses, court, authorities, log, demonstration: false })
  owned.defer(() => server.close())
  log.info({ listening: server.address, public: config.address, registers: Object.keys(registers), channels: Object.keys(channels) }, 'Maru is open')
  if (Object.keys(registers).length === 0) log.warn('no register is connected (MARU_REGISTERS_FILE): nothing is known about anyone')
  if (Object.keys(channels).length === 0) log.warn('no channel is open (MARU_CHANNELS_FILE): people are told in the portal alone')
  if (!bank) log.warn('no bank is connected (MARU_BANK_FILE): what is owed is recorded, and nothing is paid')
  if (!witnesses) log.warn('no witness is named (MARU_WITNESSES_FILE): nobody outside vouches for the access log')
  if (!authorities) log.warn('no time-stamp authority is named (MARU_TIMESTAMPS_FILE): no third party says when an entry was there')
  giveBackWhenIdle()
  await untilAborted(stop)
  log.info({ reason: stop.reason as unknown }, 'stopping')
  return 0
}
