/** What the operator does from the command line through the rooms' doors. */
import type pg from 'pg'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import type { Config } from '../kernel/config/read-config.ts'
import { nearestName } from '../kernel/config/nearest-name.ts'
import { type Database, openDatabase } from '../kernel/db/database.ts'
import { createLog } from '../kernel/log/log.ts'
import { turnAssistant } from '../modules/assistant/index.ts'
import { createCatalogue, folderAlone, type ImportReport, originOf, readSource } from '../modules/catalogue/index.ts'
import { createIdentity } from '../modules/identity/index.ts'
import { createSearch } from '../modules/search/index.ts'

export interface OperatorDeps {
  config: Config
  /** Connection of the application's own login. */
  database: pg.PoolConfig
}

/**
 * @param source a file, or an https address outside this network
 * @throws ImportError that says what is wrong with it
 */
export async function importGov24({ config, database }: OperatorDeps, source: string): Promise<ImportReport> {
  // Before the database is opened: a file that is not there costs nothing.
  const text = await readSource(source)
  return withRooms(config, database, (open, pack) => createCatalogue({ database: open, pack, editions: folderAlone(pack), clock: systemClock(pack.timeZone), search: createSearch(), log: silent() }).importGov24(text, originOf(source)))
}

/**
 * Appoints the first administrator of an agency.
 * @returns a link that works once, and the moment it ends (RFC 3339)
 */
export async function inviteAdministrator({ config, database }: OperatorDeps, { agency, name }: { agency: string; name: string }): Promise<{ link: string; expires: string }> {
  return withRooms(config, database, async (open, pack) => {
    const known = pack.agencies.map(({ id }) => id)
    if (!known.includes(agency)) {
      const meant = nearestName(agency, known)
      throw new Error(`The pack "${pack.id}" has no agency "${agency}".${meant === undefined ? '' : ` Did you mean ${meant}?`} It has: ${known.join(', ')}.`)
    }
    // No challenge is signed here: an invitation needs no key.
    const identity = createIdentity({ database: open, pack, clock: systemClock(pack.timeZone), askOwn: () => Promise.reject(new Error('no register is asked here')), key: Buffer.alloc(32), secure: config.address !== undefined, demonstration: null })
    const { token, endsAt } = await identity.appoint('operator', { agency, name, roles: ['administrator', 'caseworker'] })
    return { link: `${config.address ?? `http://localhost:${config.port}`}/invitation/${token}`, expires: endsAt.toISOString() }
  })
}

/** The whole assistant, off or on, in every process with the next message. @throws Fault assistant.reason-missing */
export const switchAssistant = ({ config, database }: OperatorDeps, isOff: boolean, reason: string): Promise<void> =>
  withRooms(config, database, (open) => turnAssistant(open, isOff, reason))

async function withRooms<Result>(config: Config, database: pg.PoolConfig, work: (database: Database, pack: Pack) => Promise<Result>): Promise<Result> {
  const pack = loadPack(config.pack)
  const log = silent()
  const open = openDatabase({ ...database, max: 2 }, (cause) => log.error({ cause }, 'database'))
  try {
    return await work(open, pack)
  } finally {
    await open.close()
  }
}

const silent = () => createLog({ level: 'error', key: Buffer.alloc(32) })
