/** Into the database as its owner, while things die. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ownerOf } from './victims.ts'

/** A session that was killed last has PostgreSQL begin all of them anew: whoever comes in that moment comes again. */
export async function lookBehind(data: string): Promise<pg.Client> {
  for (const end = performance.now() + 60_000; ; await pause(100)) {
    const client = new pg.Client(ownerOf(data))
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (cause) {
      if (performance.now() > end) throw cause
    }
  }
}
