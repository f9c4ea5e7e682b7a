/** `maru rules pass`: every rule over everybody, from the registers, or from a folder of columns. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { readConfig } from '../../../kernel/config/read-config.ts'
import { readRegisters } from '../../../kernel/config/read-registers.ts'
import { readSecrets } from '../../../kernel/config/read-secrets.ts'
import { readWitnesses } from '../../../kernel/config/read-witnesses.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { createLog } from '../../../kernel/log/log.ts'
import type { PassReport } from '../../../modules/notices/index.ts'
import { parseGiven, passColumns, type ColumnsPassed } from '../../../modules/rules/index.ts'
import { migrateAll } from '../../migrate.ts'
import { runPass } from '../../run-pass.ts'
import { complain, print, UsageError } from '../command.ts'
import { keepRegisters } from '../keep-registers.ts'
import { withDatabase } from '../with-database.ts'
import { packOf } from './read-inputs.ts'

export async function pass(words: string[], stop: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args: words, options: {
    pack: { type: 'string' }, columns: { type: 'string' }, out: { type: 'string' }, last: { type: 'string' }, on: { type: 'string' }, ahead: { type: 'string' },
    given: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false },
  } })
  const pack = packOf(values.pack)
  if (values.columns === undefined) {
    const pure = (['out', 'last', 'on', 'ahead'] as const).find((name) => values[name] !== undefined)
    if (pure !== undefined || values.given.length > 0) throw new UsageError(`--${pure ?? 'given'} goes with --columns: a pass over the registers is of today and keeps what it finds.`)
    const report = await overRegisters(pack, stop).catch((cause: unknown) => {
      if (!(cause instanceof Fault) || cause.code !== 'exchange.register-unavailable') throw cause
      throw new Error('A register is silent. What was done stays done: run it again, and it goes on from there.', { cause })
    })
    if (values.json) print(JSON.stringify(report))
    else tell(report)
    return 0
  }
  const { columns, out, last, on = Temporal.Now.plainDateISO().toString() } = values
  if (out === undefined || [columns, last].some((folder) => folder !== undefined && resolve(folder) === resolve(out))) throw new UsageError('Say where to: --out <folder>, another one than those that are read.')
  const days = { on, ahead: values.ahead ?? Temporal.PlainDate.from(on).add({ days: 35 }).toString() }
  const passed = await passColumns({ pack, columns, out, last, days, given: parseGiven(values.given, pack.facts) })
  if (values.json) print(JSON.stringify({ pack: values.pack, ...days, ...passed }))
  else tellColumns(passed, days)
  if (passed.reports > 0) complain(`${passed.reports} broken cells or households: maru rules run lists each of them.`)
  return 0
}

/** In the demonstration its registers, found running or started for this alone; otherwise those of MARU_REGISTERS_FILE. */
async function overRegisters(pack: Pack, stop: AbortSignal): Promise<PassReport> {
  const config = { ...readConfig(process.env, 'command'), pack: pack.folder }
  const purpose = config.registersFile === undefined ? 'demonstration' : 'production'
  const secrets = await readSecrets(config, purpose)
  const kept = config.registersFile === undefined ? await keepRegisters(config, createLog({ level: 'error', key: Buffer.alloc(32) })) : undefined
  try {
    return await withDatabase(config, 'rules pass', async (database) => {
      await migrateAll(database.owner, database.appRole)
      return runPass({
        config: { ...config, ...(purpose === 'demonstration' ? { address: undefined } : {}) } as typeof config, pack, secrets, database: database.app, stop,
        registers: kept?.addresses ?? readRegisters(config.registersFile!), witnesses: config.witnessesFile ? readWitnesses(config.witnessesFile) : undefined,
        onPage: ({ number, people }) => { complain(`page ${number}: ${people} people`) },
      })
    })
  } finally {
    await (kept?.adopted ? kept.release() : kept?.stop())
  }
}

function tell({ on, ahead, people, households, broken, services, unclaimed }: PassReport) {
  print(`${people} people in ${households} households on ${on}, and on ${ahead} as known today`)
  for (const [service, { held, unknown, gains, loses, 'will-gain': willGain, 'will-lose': willLose }] of Object.entries(services)) {
    print(`  ${service}: ${held} owed${unknown > 0 ? `, ${unknown} not known` : ''}; ${gains} gain, ${loses} lose, ${willGain} will gain, ${willLose} will lose`)
  }
  if (broken > 0) complain(`${broken} households without an answer.`)
  if (unclaimed === null) return
  print(`Owed and not received, as published on ${unclaimed.on}; never of fewer than ten:`)
  for (const { service, total } of unclaimed.tables) print(`  ${service}: ${total ?? 'fewer than ten, or not to be told apart'}`)
}

function tellColumns({ households, services }: ColumnsPassed, { on, ahead }: { on: string; ahead: string }) {
  print(`${households} households on ${on}, and on ${ahead} as known on ${on}`)
  for (const { service, counted, held, unknown, gains, loses, 'will-gain': willGain, 'will-lose': willLose } of services) {
    print(`  ${service}: ${held} owed (${counted})${unknown > 0 ? `, ${unknown} not known` : ''}; ${gains} gain, ${loses} lose, ${willGain} will gain, ${willLose} will lose`)
  }
}
