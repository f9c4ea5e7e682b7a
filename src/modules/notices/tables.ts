/** Rows of the schema "notices". JSON columns are written as text and read as values. */
import type { ColumnType } from 'kysely'
import type { Happening } from './contract.ts'

export interface NoticesTables {
  notice: {
    id: string
    key: string
    person: string
    kind: Happening['kind']
    data: ColumnType<Happening, string, never>
    receipt: string | null
    created_at: Date
    read_at: Date | null
  }
}
