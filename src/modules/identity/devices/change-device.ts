/** What an agency does with its machines: registers, holds what is lost, lets go on, ends. Each act is audited and told in the transaction that performs it. */
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { DeviceChanged, DeviceTwice, identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { type DeviceKind, type DeviceRow, hasAgency, lockDevice, objectOf } from './device.ts'

export interface DeviceToRegister { kind: DeviceKind; name: string; place: string; scopes: readonly string[] }

/** Who answers for the machine, and who acts: an official of that agency, or the operator. */
export interface By { agency: string; actor: string }

type Db = RoomDatabase<IdentityTables>

/** @returns its id */
export async function registerDevice(db: Db, { agency, actor }: By, { scopes, ...device }: DeviceToRegister): Promise<string> {
  const id = newId()
  await db.transaction(async (tx) => {
    await tx.insertInto('device').values({ id, agency, ...device, scopes: [...scopes], registered_by: actor }).execute()
    await noteAct(tx, actor, 'register device', objectOf(id), { agency, ...device, scopes })
  })
  return id
}

/** Whatever was given to it by a code that it may not have used yet ends; the code that comes is the only one. @throws noSuchDevice, deviceOver */
export async function beginEnrolment(db: Db, { agency, actor }: By, id: string): Promise<DeviceRow> {
  return db.transaction(async (tx) => {
    const row = await lockDevice(tx, id, agency)
    if (row.status === 'ended') throw new Fault(identityFaults.deviceOver)
    await endGrants(tx, id)
    await noteAct(tx, actor, 'make device code', objectOf(id), { before: row.status })
    return row
  })
}

/** Lost, and perhaps found again: until then it is let in nowhere, and its credential is suspended. @throws noSuchDevice, deviceOver */
export async function holdDevice(db: Db, { agency, actor }: By, id: string) {
  await db.transaction(async (tx) => {
    const row = await lockDevice(tx, id, agency)
    if (row.status === 'held') return
    if (row.status !== 'active') throw new Fault(identityFaults.deviceOver)
    await holdIn(tx, row, 'lost', actor)
  })
}

export async function holdIn(tx: Tx<IdentityTables>, { id, agency, name }: Pick<DeviceRow, 'id' | 'agency' | 'name'>, because: 'lost' | 'two-places', by: string) {
  await tx.updateTable('device').set({ status: 'held', held_because: because }).where('id', '=', id).execute()
  await endGrants(tx, id)
  await noteAct(tx, by, 'hold device', objectOf(id), { because })
  await emit(tx, DeviceChanged, { device: id })
  if (because === 'two-places') await emit(tx, DeviceTwice, { device: id, agency, name })
}

/** @throws noSuchDevice, deviceOver where it is not held */
export async function releaseDevice(db: Db, { agency, actor }: By, id: string) {
  await db.transaction(async (tx) => {
    if ((await lockDevice(tx, id, agency)).status !== 'held') throw new Fault(identityFaults.deviceOver)
    await tx.updateTable('device').set({ status: 'active', held_because: null, next_mark: null, former_mark: null }).where('id', '=', id).execute()
    await noteAct(tx, actor, 'release device', objectOf(id))
    await emit(tx, DeviceChanged, { device: id })
  })
}

/** @throws noSuchDevice, deviceOver */
export async function endDevice(db: Db, { agency, actor }: By, id: string) {
  await db.transaction(async (tx) => {
    if ((await lockDevice(tx, id, agency)).status === 'ended') throw new Fault(identityFaults.deviceOver)
    await endIn(tx, id, 'revoked', actor)
  })
}

/** Where an agency is no more nobody answers for its machines. */
export async function endOrphans(db: Db, pack: Pack) {
  await db.transaction(async (tx) => {
    const rows = await tx.selectFrom('device').select(['id', 'agency']).where('status', '<>', 'ended').orderBy('id').forUpdate().execute()
    for (const row of rows) if (!hasAgency(pack, row)) await endIn(tx, row.id, 'agency', 'system')
  })
}

async function endIn(tx: Tx<IdentityTables>, id: string, because: 'revoked' | 'agency', by: string) {
  await tx.updateTable('device').set({ status: 'ended', held_because: null, ended_at: new Date(), ended_because: because, ended_by: by }).where('id', '=', id).execute()
  await endGrants(tx, id)
  await noteAct(tx, by, 'end device', objectOf(id), { because })
  await emit(tx, DeviceChanged, { device: id })
}

const endGrants = (tx: Tx<IdentityTables>, id: string) => tx.deleteFrom('authorization_state').where('account', '=', `device:${id}`).execute()
