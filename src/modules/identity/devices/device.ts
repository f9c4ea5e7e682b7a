/** A machine of an agency, as it stands. */
import type { JWK } from 'jose'
import type { Selectable } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'

export const deviceKinds = ['kiosk', 'sensor-gateway', 'door-reader'] as const
export type DeviceKind = (typeof deviceKinds)[number]

export type DeviceRow = Selectable<IdentityTables['device']>

/** What is asked for often. */
export interface Device {
  id: string
  agency: string
  kind: DeviceKind
  name: string
  place: string
  /** Beside those that every device has. */
  scopes: readonly string[]
  status: 'waiting' | 'active'
  /** Public half, where it has one yet. */
  key: JWK | null
  key_thumbprint: string | null
  registered_at: Date
  keyed_at: Date | null
  seen_at: Date | null
}

type Standing = (id: string) => Promise<Device | undefined>

/** @returns undefined for one that is held or over, or whose agency is no more */
export function readStanding(db: RoomDatabase<IdentityTables>, pack: Pack): Standing {
  const find = db.question<{ id: string }, Device>((read, { id }) => read.selectFrom('device')
    .select(['id', 'agency', 'kind', 'name', 'place', 'scopes', 'status', 'key', 'key_thumbprint', 'registered_at', 'keyed_at', 'seen_at'])
    .where('id', '=', id).where('status', 'in', ['waiting', 'active']) as never)
  return async (id) => {
    const [row] = await find({ id })
    return row && hasAgency(pack, row) ? row : undefined
  }
}

/** An agency that is abolished takes its devices with it, at once and without anybody's doing. */
export const hasAgency = (pack: Pack, { agency }: { agency: string }) => pack.agencies.some(({ id }) => id === agency)

/** @throws noSuchDevice also for another agency's */
export async function lockDevice(tx: Tx<IdentityTables>, id: string, agency?: string): Promise<DeviceRow> {
  const row = await tx.selectFrom('device').selectAll().where('id', '=', id).$if(agency !== undefined, (query) => query.where('agency', '=', agency!)).forUpdate().executeTakeFirst()
  if (!row) throw new Fault(identityFaults.noSuchDevice)
  return row
}

export const actorOf = ({ official }: { official: string }) => `official:${official}`
export const objectOf = (id: string) => `device:${id}`
