/** What the operator does with agencies' machines from the command line, beside a platform that is at work or by itself. */
import type pg from 'pg'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import { nearestName } from '../kernel/config/nearest-name.ts'
import type { Config } from '../kernel/config/read-config.ts'
import type { Secrets } from '../kernel/config/read-secrets.ts'
import { deriveKey } from '../kernel/crypto/tokens.ts'
import { openDatabase } from '../kernel/db/database.ts'
import { createEvents } from '../kernel/events/events.ts'
import { createJobs } from '../kernel/events/jobs.ts'
import type { KeyRing } from '../kernel/keys/key-ring.ts'
import { createLog } from '../kernel/log/log.ts'
import { addDeviceResource, addIssuerResource, offerDevice } from '../modules/credentials/index.ts'
import { createIdentity, type DeviceKind, deviceKinds, type DeviceRow } from '../modules/identity/index.ts'
import { createWordings } from '../web/wordings.ts'

export interface DeviceOperation {
  config: Config
  secrets: Secrets
  keys: KeyRing
  /** Connection of the application's own login. */
  database: pg.PoolConfig
}

export interface WantedDevice { agency: string; kind: string; name: string; place: string; scopes: readonly string[] }

export interface RegisteredDevice { id: string; link: string; code: string; endsAt: Date }

/** @throws Error that names what there is instead */
export const registerDevice = (operation: DeviceOperation, { agency, kind, scopes, name, place }: WantedDevice): Promise<RegisteredDevice> => withDevices(operation, async ({ devices, authorization, pack, origin }) => {
  const agencies = pack.agencies.filter(({ abolished }) => !abolished).map(({ id }) => id)
  demand('agency', agency, agencies)
  demand('kind of device', kind, deviceKinds)
  for (const scope of scopes) demand('scope', scope, authorization.resources.ofDevices('chosen').map((one) => one.name))
  const id = await devices.operator.register(agency, { kind: kind as DeviceKind, name, place, scopes })
  return codeFor({ devices, authorization, pack, origin }, id)
})

/** Another code for one that is there; the codes before it end. */
export const makeDeviceCode = (operation: DeviceOperation, id: string): Promise<RegisteredDevice> => withDevices(operation, (rooms) => codeFor(rooms, id))

export const listDevices = (operation: DeviceOperation, agency?: string): Promise<DeviceRow[]> => withDevices(operation, ({ devices }) => devices.operator.list(agency))

/** Its credential is revoked by the platform, at work now or at its next start. */
export const endDevice = (operation: DeviceOperation, id: string): Promise<void> => withDevices(operation, ({ devices }) => devices.operator.end(id))

type Rooms = Pick<ReturnType<typeof createIdentity>, 'devices' | 'authorization'> & { pack: Pack; origin: string }

async function codeFor({ devices, authorization, pack, origin }: Rooms, id: string): Promise<RegisteredDevice> {
  await devices.operator.beginEnrolment(id)
  const { link, transactionCode, endsAt } = await offerDevice(authorization, pack, origin, id)
  return { id, link, code: transactionCode, endsAt }
}

async function withDevices<Result>({ config, secrets, keys, database: connection }: DeviceOperation, work: (rooms: Rooms) => Promise<Result>): Promise<Result> {
  const pack = loadPack(config.pack)
  const log = createLog({ level: 'error', key: Buffer.alloc(32) })
  await using opened = new AsyncDisposableStack()
  const database = openDatabase({ ...connection, max: 2 }, (cause) => log.error({ cause }, 'database'))
  opened.defer(() => database.close())
  const wordingIn = createWordings(pack, () => undefined)
  const { devices, authorization } = createIdentity({
    database, pack, clock: systemClock(pack.timeZone), askOwn: () => Promise.reject(new Error('no register is asked here')), key: deriveKey(secrets.secret, 'identity'), secure: config.address !== undefined, demonstration: null,
    authorization: { keys, clients: [], log, jobs: createJobs(database.pool, createEvents(), log), address: config.address },
  })
  addIssuerResource(authorization, pack)
  addDeviceResource(authorization, (key) => Object.fromEntries(pack.languages.map(({ tag }) => [tag, wordingIn(tag).t(key)])))
  // Awaited here: the database is open until then.
  return await work({ devices, authorization, pack, origin: config.address ?? `http://localhost:${config.port}` })
}

function demand(what: string, given: string, known: readonly string[]) {
  if (known.includes(given)) return
  const meant = nearestName(given, known)
  throw new Error(`There is no ${what} "${given}".${meant === undefined ? '' : ` Did you mean ${meant}?`} There is: ${known.join(', ')}.`)
}
