/** The key that a device has made takes its place: at the enrolment, and when the device changes it. What the former one opened is over with it. */
import { calculateJwkThumbprint, type JWK } from 'jose'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { DeviceChanged, DeviceKeyed, identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'
import { hasAgency, lockDevice, objectOf } from './device.ts'

/**
 * @param enrolling by a code of its agency, which also lets a held one go on; else by the key that it has
 * @throws noSuchDevice, deviceOver, deviceKeyTaken where the key is, or was, another's
 */
export async function bindKey(db: RoomDatabase<IdentityTables>, pack: Pack, id: string, { kty, crv, x, y }: JWK, enrolling: boolean) {
  const key = { kty, crv, x, y } as JWK
  const thumbprint = await calculateJwkThumbprint(key)
  try {
    await db.transaction(async (tx) => {
      const row = await lockDevice(tx, id)
      if (row.status === 'ended' || !hasAgency(pack, row) || (!enrolling && row.status !== 'active')) throw new Fault(identityFaults.deviceOver)
      if (row.key_thumbprint === thumbprint && row.status === 'active') return
      await tx.updateTable('device').set({ status: 'active', held_because: null, key: JSON.stringify(key), key_thumbprint: thumbprint, keyed_at: new Date(), next_mark: null, former_mark: null }).where('id', '=', id).execute()
      await noteAct(tx, objectOf(id), 'take device key', objectOf(id), { thumbprint, enrolling })
      if (row.status === 'held') await emit(tx, DeviceChanged, { device: id })
      if (row.key_thumbprint !== thumbprint) await emit(tx, DeviceKeyed, { device: id })
    })
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint === 'device_key_once') throw new Fault(identityFaults.deviceKeyTaken)
    throw cause
  }
}
