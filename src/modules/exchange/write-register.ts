/** What the platform writes into registers: births, and what was decided. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { BirthAnswer, BirthReport, RecordChange, RegisterClient } from './register-client.ts'

export async function reportBirth(pack: Pack, client: RegisterClient, report: BirthReport): Promise<BirthAnswer> {
  const register = pack.registers.find(({ births }) => births)
  if (!register) throw new Error(`no register of pack ${pack.id} keeps births`)
  return client.reportBirth(register, report)
}

/** @throws Error where the pack lets nobody change a field of that */
export async function changeRecord(pack: Pack, client: RegisterClient, id: string, change: RecordChange) {
  const register = pack.registers.find((candidate) => candidate.id === id)
  const beyond = Object.keys(change.values).filter((field) => register?.changes?.includes(field) !== true)
  if (!register || beyond.length > 0) throw new Error(`the register ${id} lets nobody change ${beyond.join(', ')}`)
  await client.changeRecord(register, change)
}
