/** The cases room through its door, with what stands behind it in the house, and no registers: the acts measured here ask none. */
import { randomBytes } from 'node:crypto'
import type { JWK } from 'jose'
import type pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { newSigningKey } from '../../src/kernel/config/read-secrets.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { createEvents } from '../../src/kernel/events/events.ts'
import { createJobs } from '../../src/kernel/events/jobs.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { folderAlone } from '../../src/modules/catalogue/index.ts'
import { createCases } from '../../src/modules/cases/index.ts'
import { createCredentials } from '../../src/modules/credentials/index.ts'
import { createExchange } from '../../src/modules/exchange/index.ts'
import { createNotices } from '../../src/modules/notices/index.ts'
import { createRules } from '../../src/modules/rules/index.ts'
import { createWordings } from '../../src/web/wordings.ts'

export function openCases(database: Database, log: pino.Logger) {
  const pack = loadPack('packs/kr')
  const clock = systemClock(pack.timeZone)
  const events = createEvents()
  const jobs = createJobs(database.pool, events, log)
  const signingKey = { ...(JSON.parse(newSigningKey()) as JWK), alg: 'ES256', use: 'sig', kid: 'bench' }
  const wordingIn = createWordings(pack, () => undefined)
  const rules = createRules(pack, { issuer: pack.id, key: signingKey })
  const transparency = createTransparency({ database, clock, logger: log, host: 'bench.example', secret: randomBytes(32) })
  const exchange = createExchange({ database, pack, clock, log, accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined })
  const credentials = createCredentials({ database, pack, clock, wordingIn, signingKey, address: undefined, demonstration: true })
  const cases = createCases({ database, pack, editions: folderAlone(pack), clock, events, jobs, rules, exchange, credentials, colleagues: () => Promise.resolve([]), died: () => Promise.resolve(), mandates: { use: () => Promise.reject(new Error('nobody acts for another here')), stand: () => Promise.resolve(undefined), list: () => Promise.resolve({ acting: [], represented: [] }), derive: () => Promise.resolve() }, wordingIn, log, demonstration: true, key: randomBytes(32) })
  createNotices({ database, pack, clock, events, jobs, log, channels: {}, wordingIn, origin: 'https://maru.example', key: randomBytes(32), print: cases.letters.print })
  return { cases, jobs, pack, close: () => transparency.stop() }
}
