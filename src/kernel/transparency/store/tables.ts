/** Rows of the transparency logs in the schema "kernel". */
import type { Generated } from 'kysely'

export interface LogTables {
  log: { id: Generated<number>; name: string; room: string; origin: string; size: Generated<number>; begun_at: Generated<Date> }
  log_pending: { log: number; turn: Generated<number>; id: string; entry: Buffer }
  log_entry: { log: number; index: number; id: string; numbered_at: Generated<Date>; entry: Buffer }
  log_tree: { log: number; size: Generated<number> }
  log_tile: { log: number; level: number; index: number; hashes: Buffer }
  log_checkpoint: { log: number; size: number; note: string; made_at: Generated<Date>; witnessed_at: Date | null }
  log_stamp: { log: number; authority: string; size: number; note: string; token: Buffer; stamped_at: Date }
  log_stamping: { log: number; authority: string; tried_at: Date; failing_since: Date | null; cause: string | null }
  log_key: { log: number; vkey: string; first_size: number; last_size: number | null }
}

/** A log as its keeper knows it. */
export interface LogIdentity { id: number; origin: string }
