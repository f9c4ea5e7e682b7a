import { mkdirSync, renameSync } from 'node:fs'
import { join, relative } from 'node:path'
import pino from 'pino'
import { startOutbox } from '../../../demo/outbox/start-outbox.ts'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { readClients } from '../../kernel/config/read-clients.ts'
import { type Config, readConfig } from '../../kernel/config/read-config.ts'
import { readModel } from '../../kernel/config/read-model.ts'
import { readNationalSignIn } from '../../kernel/config/read-national-sign-in.ts'
import { readSecrets } from '../../kernel/config/read-secrets.ts'
import { deriveKey } from '../../kernel/crypto/tokens.ts'
import { createLog } from '../../kernel/log/log.ts'
import { giveBackWhenIdle } from '../../kernel/memory/give-back-when-idle.ts'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { writeVkey } from '../../kernel/transparency/note/key.ts'
import { derivedKey } from '../../kernel/transparency/transparency.ts'
import { migrateAll } from '../migrate.ts'
import { logHost, logNames } from '../compose.ts'
import { startServer } from '../server.ts'
import { print } from './command.ts'
import { keepRegisters } from './keep-registers.ts'
import { keepWitnesses } from './keep-witnesses.ts'
import { openCourt } from './open-court.ts'
import { openConfiguredDatabase, tellOrigin } from './open-database.ts'
import { openKeys } from './open-keys.ts'
import { noWords } from './parse-words.ts'
import { showStep } from './steps.ts'
import { untilAborted } from './until-aborted.ts'

/** The demonstration: everything on this machine, with fictitious people, until somebody stops it. */
export async function demo(words: string[], stop: AbortSignal): Promise<number> {
  noWords(words)
  const config = readConfig(process.env, 'demonstration')
  using _held = holdFolder(config.data, 'maru demo')
  const secrets = await readSecrets(config, 'demonstration')
  const log = createLog({ level: config.logLevel, key: deriveKey(secrets.secret, 'log') }, pino.destination({ dest: freshLog(config), sync: true }))
  await using owned = new AsyncDisposableStack()
  // The registers make their people while the database starts.
  const registersStarting = keepRegisters(config, log)
  registersStarting.catch(() => undefined)
  owned.defer(async () => (await registersStarting.catch(() => undefined))?.stop())

  const postgres = await showStep('PostgreSQL', () => openConfiguredDatabase(config, log, stop), tellOrigin)
  owned.defer(() => postgres.stop())
  await showStep('Database schema', () => migrateAll(postgres.owner), ({ applied }) => applied === 0 ? 'up to date' : `${applied} migrations applied`)
  const registers = await showStep('Demonstration registers', () => registersStarting,
    ({ addresses, adopted }) => `${Object.keys(addresses).length} ${adopted ? 'found running and adopted' : 'started'}`)
  const pack = loadPack(config.pack)
  const witnesses = await showStep('Witnesses of the log', () => keepWitnesses(config, logNames.map((name) => writeVkey(derivedKey(logHost(pack, undefined), name, secrets.secret))), log), ({ policy }) => policy.witnesses.map(({ name }) => name).join(', '))
  owned.defer(() => witnesses.stop())
  const outbox = await startOutbox()
  owned.defer(() => outbox.close())
  stop.throwIfAborted()
  const clients = config.clientsFile ? readClients(config.clientsFile) : []
  const model = config.modelFile ? readModel(config.modelFile) : undefined
  const national = config.nationalSignInFile ? readNationalSignIn(config.nationalSignInFile) : undefined
  const keys = await openKeys(config, pack)
  const server = await showStep(`Pack ${relative(process.cwd(), config.pack)} and portal`,
    () => startServer({ config, secrets, database: postgres.app, keys, clients, registers: registers.addresses, channels: outbox.settings, bank: registers.bank, model, national, witnesses: witnesses.policy, court: openCourt(config), outbox, log, demonstration: true }))
  owned.defer(() => server.close())

  giveBackWhenIdle()
  print(`\nMaru is open: ${server.address}`)
  print(`This is a demonstration. Every person in it is fictitious. Log: ${relative(process.cwd(), logFile(config))}. Stop: Ctrl-C`)
  await untilAborted(stop)
  print('\nStopping …')
  return 0
}

const logFile = (config: Config) => join(config.data, 'maru.log')

/** The log of this run, and the one of the run before. */
function freshLog(config: Config): string {
  mkdirSync(config.data, { recursive: true })
  try {
    renameSync(logFile(config), `${logFile(config)}.1`)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
  }
  return logFile(config)
}
