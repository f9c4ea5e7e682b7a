/**
 * What a machine of an agency shows: which it is, where it stands and whose it is. It holds as long as the pack says, and the machine renews it by its key; it is suspended
 * while the machine is held, and revoked with it and with the key that it is for.
 */
import type { CredentialType, DeviceClaim } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { type Device, type DeviceAccess, DeviceChanged, DeviceKeyed, type DeviceRow, type Devices } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables, CredentialState } from '../tables.ts'
import type { ClaimValue } from './gather-claims.ts'
import type { Issue, Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'
import type { ProvenKeys } from './verify-proofs.ts'

export interface CertifyDeviceDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  devices: Pick<Devices, 'bind' | 'standing' | 'statusOf'>
}

/**
 * The key that was proven becomes the machine's, and the credential is for that key. Looks once more afterwards: what has changed meanwhile takes it along.
 * @throws IssueRefused
 */
export async function certifyDevice({ db, pack, devices }: CertifyDeviceDeps, { device: id, enrolling }: DeviceAccess, type: CredentialType, { keys: [key, ...more] }: ProvenKeys, issue: (of: Pick<Issue, 'claims'>) => Promise<Issued>): Promise<Issued> {
  if (key === undefined || more.length > 0) throw new IssueRefused('invalid_proof', 'a device has one key')
  try {
    await devices.bind(id, key, enrolling)
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    throw new IssueRefused('credential_request_denied', cause.code === 'identity.device-key-taken' ? 'the key is, or was, another device’s: make one of its own' : 'the device is not let in any more')
  }
  const device = await devices.standing(id)
  if (device?.status !== 'active') throw new IssueRefused('credential_request_denied', 'the device is not let in any more')
  const issued = await issue({ claims: claimsOf(pack, type, device) })
  const now = await devices.standing(id)
  if (now?.status === 'active' && now.key_thumbprint === device.key_thumbprint) return issued
  await db.transaction((tx) => changeState(tx, { issuances: [issued.issuance], state: 1, because: 'the device was ended, held or given another key' }))
  throw new IssueRefused('credential_request_denied', 'the device is not let in any more')
}

/** In the signed lists within five seconds. */
export function followDevices(db: RoomDatabase<CredentialsTables>, events: Events, devices: Pick<Devices, 'statusOf'>) {
  events.on(DeviceChanged, 'credentials.device-changed', db, async (tx, { device }) => {
    const issuances = await lockIssuances(tx, device, new Date())
    // Asked when nobody else is at it: what is written last is how it stands, in whatever order the changes are told.
    const status = await devices.statusOf(device)
    if (status !== undefined) await changeState(tx, { issuances, state: stateOf[status], because: `the device is ${status}` })
  })
  events.on(DeviceKeyed, 'credentials.device-keyed', db, async (tx, { device }, { happenedAt }) => {
    await changeState(tx, { issuances: await lockIssuances(tx, device, happenedAt), state: 1, because: 'the device has another key' })
  })
}

const stateOf: Record<DeviceRow['status'], CredentialState> = { waiting: 0, active: 0, held: 2, ended: 1 }

async function lockIssuances(tx: Tx<CredentialsTables>, device: string, until: Date) {
  const rows = await tx.selectFrom('issuance').select('id').where('device', '=', device).where('issued_at', '<=', until).orderBy('id').forUpdate().execute()
  return rows.map(({ id }) => id)
}

function claimsOf(pack: Pack, { claims }: CredentialType, { id, kind, name, place, agency }: Device): ClaimValue[] {
  const values: Record<DeviceClaim, string> = { id, kind, name, place, agency: pack.agencies.find((one) => one.id === agency)?.name[pack.defaultLanguage] ?? agency, agencyId: agency }
  return claims.map((claim) => ({ claim, value: values[claim.from.slice('device.'.length) as DeviceClaim] }))
}
