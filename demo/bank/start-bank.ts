/** The demonstration's bank: an account for each agency of the pack, in the process of the registers to be small. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { serveBank } from './serve-bank.ts'

export interface RunningBank {
  settings: { url: string; token: string; accounts: Record<string, string> }
  close(): Promise<void>
}

/** @param data folder of the bank's own books */
export async function startBank(data: string, pack: Pack, token: string): Promise<RunningBank> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const accounts = Object.fromEntries(pack.agencies.map(({ id }) => [id, `${pack.id}-${id}`]))
  const { url, close } = await serveBank({ file: join(data, 'bank.sqlite'), currency: pack.currency, token, port: 0, accounts: Object.values(accounts) })
  return { settings: { url, token, accounts }, close }
}
