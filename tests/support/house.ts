/** The whole house in one process: real PostgreSQL, real registers over HTTP, the server on a port of its own. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { type Outbox, startOutbox } from '../../demo/outbox/start-outbox.ts'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { compose } from '../../src/app/compose.ts'
import type { Surroundings } from '../../src/modules/assistant/index.ts'
import type { Clock } from '../../src/kernel/clock/clock.ts'
import type { Client } from '../../src/kernel/config/read-clients.ts'
import type { ModelSettings } from '../../src/kernel/config/read-model.ts'
import type { NationalSettings } from '../../src/kernel/config/read-national-sign-in.ts'
import type { ChannelSettings } from '../../src/kernel/config/read-channels.ts'
import { newSigningKey } from '../../src/kernel/config/read-secrets.ts'
import type { Policy } from '../../src/kernel/transparency/note/policy.ts'
import type { StampAuthority } from '../../src/kernel/transparency/stamp/authority.ts'
import type { KeyRing } from '../../src/kernel/keys/key-ring.ts'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { trustedLists } from '../../src/modules/credentials/index.ts'
import type { Reach } from '../../src/kernel/http/call-outside.ts'
import type { RateLimits } from '../../src/kernel/http/limit-rate.ts'
import { courtOfHouses } from './court.ts'
import { type Answers, changeRegister } from './change-register.ts'
import { openFullRegisters } from './full-registers.ts'
import { roomDatabase, type RoomDatabase } from './room-database.ts'
import type { JWK } from 'jose'

export type TestHouse = Awaited<ReturnType<typeof openHouse>>

export interface HouseOptions {
  /** Folder of the pack. */
  pack?: string
  clock?: Clock
  demonstration?: boolean
  log?: pino.Logger
  /** Ways out beside those of the outbox. */
  channels?: ChannelSettings
  /** Of programs that name themselves by an address; the open internet when absent. */
  fetchDocument?: (address: string) => Promise<Response>
  clients?: readonly Client[]
  /** What stands around the channels on which people ask. */
  conversations?: Surroundings
  /** Witnesses over the logs, and the logs' own clock. */
  witnesses?: Policy
  logClock?: Clock
  /** Time-stamp authorities over the logs. */
  authorities?: readonly StampAuthority[]
  /** For links in messages. */
  origin?: string
  limits?: RateLimits
  /** A language model. */
  model?: ModelSettings
  /** Program that reads answers aloud. */
  speech?: string
  /** The country's own sign-in. */
  national?: NationalSettings
  /** Others than those that are drawn for every house of a process. */
  ring?: KeyRing
  /** Where lists of foreign issuers are fetched; the open internet when absent. */
  reachLists?: Reach
  /** Another process of the same platform: over its database, with its secrets and registers. */
  beside?: Shared
}

/** What processes of one platform have in common. */
interface Shared { rooms: RoomDatabase; registers: Awaited<ReturnType<typeof openFullRegisters>>; registersFolder: string; outbox: Outbox; trustedFile: string; secrets: { secret: Buffer; signingKey: JWK } }

/** Certificates take a while to make: one ring serves every house of a process. */
let keys: ReturnType<typeof newKeyRing> | undefined

export async function openHouse({ pack: folder = 'packs/kr', clock, demonstration = true, log = pino({ level: 'silent' }), channels, clients = [], conversations, origin, fetchDocument, limits, authorities = [], witnesses, logClock, model, speech, national, ring: given, beside, reachLists }: HouseOptions = {}) {
  const rooms = beside?.rooms ?? await roomDatabase()
  const data = mkdtempSync(join(tmpdir(), 'maru-house-'))
  const trustedFile = beside?.trustedFile ?? join(data, 'trusted.json')
  const registersFolder = beside?.registersFolder ?? join(data, 'registers')
  const registers = beside?.registers ?? await openFullRegisters(registersFolder, folder)
  const outbox = beside?.outbox ?? await startOutbox()
  const secrets = beside?.secrets ?? { secret: randomBytes(32), signingKey: { ...(JSON.parse(newSigningKey()) as JWK), alg: 'ES256', use: 'sig', kid: 'test' } }
  const ring = given ?? await (keys ??= newKeyRing({ host: 'localhost', country: 'ZZ' }))
  const house = await compose({
    pack: loadPack(folder), database: rooms.database, secrets, registers: registers.addresses, bank: registers.bank, channels: { ...outbox.settings, ...channels }, outbox, log, model, speech, national,
    demonstration, address: undefined, trustProxy: false, version: 'test', clients, trustedFile: { path: trustedFile, ...(reachLists ? { reach: reachLists } : {}) }, trusted: await trustedLists.open(trustedFile, assert.fail), authorities, court: courtOfHouses, ...(witnesses ? { witnesses } : {}), ...(logClock ? { logClock } : {}), keys: ring, ...(clock ? { clock } : {}), ...(conversations ? { conversations } : {}), ...(origin === undefined ? {} : { origin }), ...(fetchDocument ? { fetchDocument } : {}), ...(limits ? { limits } : {}),
  })
  await house.identity.prepare()
  await house.jobs.start()
  await house.http.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = house.http.app.server.address() as AddressInfo
  return {
    ...house, rooms, registers, registersFolder, outbox, trustedFile, secrets, keys: ring, origin: `http://localhost:${port}`,
    /** What a register holds on somebody, changed by its agency. */
    change: (register: string, person: string, by: (answers: Answers) => Answers) => changeRegister(registersFolder, register, person, by),
    async close() {
      await house.jobs.stop()
      await house.http.app.close()
      await house.close()
      if (!beside) for (const owned of [outbox, registers, rooms]) await owned.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
