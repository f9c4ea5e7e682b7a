/** Machines of agencies: kiosks, gateways of sensors, readers at doors. */
import type { JWK } from 'jose'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { IdentityTables } from '../tables.ts'
import { bindKey } from './bind-key.ts'
import { beginEnrolment, type DeviceToRegister, endDevice, endOrphans, holdDevice, registerDevice, releaseDevice } from './change-device.ts'
import { type Device, type DeviceRow, readStanding } from './device.ts'
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
  /** Ends what agencies have left behind that the pack no longer has. */
  endOrphans(): Promise<void>
}

export function createDevices(db: RoomDatabase<IdentityTables>, pack: Pack): Devices {
  return {
    register: (official, device) => registerDevice(db, official, device),
    list: (agency) => db.transaction((tx) => tx.selectFrom('device').selectAll().where('agency', '=', agency).orderBy('ended_at', (order) => order.desc().nullsFirst()).orderBy('name').orderBy('id').execute()),
    beginEnrolment: (official, id) => beginEnrolment(db, official, id),
    hold: (official, id) => holdDevice(db, official, id),
    release: (official, id) => releaseDevice(db, official, id),
    end: (official, id) => endDevice(db, official, id),
    standing: readStanding(db, pack),
    statusOf: async (id) => (await db.transaction((tx) => tx.selectFrom('device').select('status').where('id', '=', id).executeTakeFirst()))?.status,
    bind: (id, key, enrolling) => bindKey(db, pack, id, key, enrolling),
    hear: (id, sign) => hearDevice(db, id, sign),
    endOrphans: () => endOrphans(db, pack),
  }
}
