/** Machines of which somebody has a copy, told to whoever answers for them until they have looked; and to the operator as a figure. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Measure } from '../../../kernel/http/observe.ts'
import type { IdentityTables } from '../tables.ts'

/** Asked with every page of an administrator. */
export function namesOfTwice(db: RoomDatabase<IdentityTables>): (agency: string) => Promise<string[]> {
  const find = db.question((read, { agency }: { agency: string }) => read.selectFrom('device').select('name').where('agency', '=', agency).where('held_because', '=', 'two-places').orderBy('name').limit(20))
  return async (agency) => (await find({ agency })).map(({ name }) => name)
}

export const agenciesWithTwice = (db: RoomDatabase<IdentityTables>): Promise<{ agency: string; devices: number }[]> => db.transaction(async (tx) =>
  (await tx.selectFrom('device').select((eb) => ['agency', eb.fn.countAll<string>().as('devices')]).where('held_because', '=', 'two-places').groupBy('agency').orderBy('agency').execute()).map(({ agency, devices }) => ({ agency, devices: Number(devices) })))

export const measureTwice = (read: () => Promise<{ agency: string; devices: number }[]>): Measure => ({
  name: 'maru_devices_in_two_places', help: 'Machines of agencies that called from two places and wait for somebody to look', labelNames: ['agency'],
  read: async () => (await read()).map(({ agency, devices }) => ({ labels: { agency }, value: devices })),
})
