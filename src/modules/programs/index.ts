/** Programs of agencies: they come in by a key, and are told by signed messages (Standard Webhooks) what happens to their agency's parts. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import type { Jobs } from '../../kernel/events/jobs.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Reach } from '../../kernel/http/call-outside.ts'
import { mayCall, reachOf } from '../../kernel/http/may-call.ts'
import type { Official } from '../../kernel/http/principal.ts'
import type { Cases } from '../cases/index.ts'
import { programsFaults, SendDeliveries } from './contract.ts'
import { enter } from './enter.ts'
import { hear } from './hear.ts'
import { secretOf } from './keys.ts'
import { endProgram, giveAddress, makeProgram } from './programs.ts'
import { listPrograms, type ProgramRow, type ReadProgram, readProgram } from './queries.ts'
import { type Again, sendAgain, sendTrial } from './send-again.ts'
import { sendDeliveries } from './send-deliveries.ts'
import type { ProgramsTables } from './tables.ts'

export interface ProgramsDeps {
  database: Database
  clock: Clock
  events: Events
  jobs: Jobs
  cases: Pick<Cases, 'withdrawnParts'>
  key: Buffer
  /** Names of receivers inside: on this machine, or in the agencies' own net. Everything else must be on the open internet. */
  inside: readonly string[]
  /** For tests: another way to a receiver. */
  reach?(name: string): Reach
}

export interface Programs {
  /** @param authorization of a request; undefined where it carries no program's key */
  enter(authorization: string | undefined): Promise<Official | undefined>
  list(official: Official): Promise<ProgramRow[]>
  /** @throws noSuchProgram */
  read(official: Official, id: string, before?: string): Promise<ReadProgram>
  /** What the receiver's library takes. */
  secret(subscription: string): string
  /** @throws nameMissing */
  make(official: Official, name: string): Promise<{ id: string; key: string }>
  /** @throws noSuchProgram, addressUnusable */
  giveAddress(official: Official, id: string, address: string): Promise<void>
  end(official: Official, id: string): Promise<void>
  /** @throws noSuchProgram, noAddress */
  sendAgain(official: Official, id: string, again: Again): Promise<number>
  sendTrial(official: Official, id: string): Promise<void>
}

export function createPrograms({ database, clock, events, jobs, cases, key, inside, reach }: ProgramsDeps): Programs {
  const db = database.room<ProgramsTables>('programs')
  const now = () => new Date(clock.now().epochMilliseconds)
  hear({ db, events, clock, cases })
  jobs.define(SendDeliveries, ({ subscription }) => sendDeliveries({ db, clock, key, reach: reach ?? ((name) => reachOf(name, inside)) }, subscription))
  return {
    enter: enter(db),
    list: ({ agency }) => listPrograms(db, agency),
    read: (official, id, before) => readProgram(db, official, id, before),
    secret: (subscription) => secretOf(key, subscription),
    make: (official, name) => makeProgram(db, official, name, now()),
    async giveAddress(official, id, address) {
      if (address !== '' && !mayCall(address, inside)) throw new Fault(programsFaults.addressUnusable, { pointer: '/address' })
      await giveAddress(db, official, id, address, now())
    },
    end: (official, id) => endProgram(db, official, id, now()),
    sendAgain: (official, id, again) => sendAgain(db, official, id, again, now()),
    sendTrial: (official, id) => sendTrial(db, official, id, now()),
  }
}
