/** Machines of agencies: kiosks, gateways of sensors, readers at doors. */
import type { JWK } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { identityFaults } from '../contract.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { IdentityTables } from '../tables.ts'
import { bindKey } from './bind-key.ts'
import { beginEnrolment, type By, type DeviceToRegister, endDevice, endOrphans, holdDevice, registerDevice, releaseDevice } from './change-device.ts'
import { actorOf, type Device, type DeviceRow, readStanding } from './device.ts'
import { agenciesWithTwice, namesOfTwice } from './two-places.ts'
import { hearDevice, type SignOfLife } from './hear-device.ts'

export interface Devices {
  /** @returns its id */
  register(official: Official, device: DeviceToRegister): Promise<string>
  /** By name; those that are over come last. */
  list(agency: string): Promise<DeviceRow[]>
  /** Ends the codes that were made for it before. @throws noSuchDevice, deviceOver */
  beginEnrolment(official: Official, id: string): Promise<DeviceRow>
  hold(official: Official, id: string): Promise<void>
  release(official: Official, id: string): Promise<void>
  end(official: Official, id: string): Promise<void>
  /** Undefined where it is held or over, or its agency is no more. */
  standing(id: string): Promise<Device | undefined>
  /** As it stands, whatever its state. */
  statusOf(id: string): Promise<DeviceRow['status'] | undefined>
  bind(id: string, key: JWK, enrolling: boolean): Promise<void>
  /** @returns what it is to bring next time. @throws deviceOver, deviceHeld */
  hear(id: string, sign: SignOfLife): Promise<string>
  /** Names of the agency's that called from two places, and wait for somebody to look. */
  twice(agency: string): Promise<string[]>
  /** How many of those there are, by agency. */
  allTwice(): Promise<{ agency: string; devices: number }[]>
  /** By the operator, for whichever agency answers for it. */
  operator: {
    /** @returns its id */
    register(agency: string, device: DeviceToRegister): Promise<string>
    /** Of one agency, or of all. */
    list(agency?: string): Promise<DeviceRow[]>
    beginEnrolment(id: string): Promise<DeviceRow>
    end(id: string): Promise<void>
  }
  /** Ends what agencies have left behind that the pack no longer has. */
  endOrphans(): Promise<void>
}

const by = (official: Official): By => ({ agency: official.agency, actor: actorOf(official) })

/** @param log of the operator: who has no desk hears there that a machine has been copied */
export function createDevices(db: RoomDatabase<IdentityTables>, pack: Pack, log?: Pick<Log, 'warn'>): Devices {
  const list = (agency?: string) => db.transaction((tx) => tx.selectFrom('device').selectAll().$if(agency !== undefined, (query) => query.where('agency', '=', agency!)).orderBy('agency').orderBy('ended_at', (order) => order.desc().nullsFirst()).orderBy('name').orderBy('id').execute())
  const twice = namesOfTwice(db)
  /** Whatever its agency is. @throws noSuchDevice */
  const asOperator = async (id: string): Promise<By> => {
    const row = await db.transaction((tx) => tx.selectFrom('device').select('agency').where('id', '=', id).executeTakeFirst())
    if (!row) throw new Fault(identityFaults.noSuchDevice)
    return { agency: row.agency, actor: 'operator' }
  }
  return {
    register: (official, device) => registerDevice(db, by(official), device),
    list,
    beginEnrolment: (official, id) => beginEnrolment(db, by(official), id),
    hold: (official, id) => holdDevice(db, by(official), id),
    release: (official, id) => releaseDevice(db, by(official), id),
    end: (official, id) => endDevice(db, by(official), id),
    standing: readStanding(db, pack),
    statusOf: async (id) => (await db.transaction((tx) => tx.selectFrom('device').select('status').where('id', '=', id).executeTakeFirst()))?.status,
    bind: (id, key, enrolling) => bindKey(db, pack, id, key, enrolling),
    hear: (id, sign) => hearDevice(db, id, sign, log),
    twice,
    allTwice: () => agenciesWithTwice(db),
    operator: {
      register: (agency, device) => registerDevice(db, { agency, actor: 'operator' }, device),
      list,
      beginEnrolment: async (id) => beginEnrolment(db, await asOperator(id), id),
      end: async (id) => endDevice(db, await asOperator(id), id),
    },
    endOrphans: () => endOrphans(db, pack),
  }
}
