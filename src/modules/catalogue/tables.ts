/** Rows of the schema "catalogue". */
import type { ColumnType, Generated } from 'kysely'
import type { Conditions } from './gov24/condition-codes.ts'
import type { GovRecord } from './gov24/read-records.ts'

export interface CatalogueTables {
  service: {
    id: string
    source: 'gov24'
    name: string
    summary: string
    agency_code: string
    agency_name: string
    audience: string
    criteria: string
    amount: string
    how_to_apply: string
    deadline: string
    deadline_on: string | null
    contact: string
    page_url: string | null
    apply_url: string | null
    changed_on: string | null
    conditions: ColumnType<Conditions, string, string>
    raw: ColumnType<GovRecord, string, string>
    hash: string
    imported_at: Generated<Date>
  }
  state: { one: boolean; version: number }
}
