/** Rows of the schema "catalogue". */
import type { ColumnType, Generated } from 'kysely'
import type { Remark } from './bpmn/in/remarks.ts'
import type { Conditions } from './gov24/condition-codes.ts'
import type { GovRecord } from './gov24/read-records.ts'

export type VersionState = 'draft' | 'in-review' | 'published' | 'withdrawn' | 'dropped'

export interface Origin { file: string; remarks: Remark[] }

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
  state: { one: boolean; version: number; edition: Generated<number> }
  overlay_version: {
    id: string
    agency: string
    service: string
    event: string
    state: VersionState
    /** Path of a file of the pack → text. */
    files: ColumnType<Record<string, string>, string, string>
    /** What each was when it was first changed here; null: there was none. */
    base: ColumnType<Record<string, string | null>, string, string>
    revision: Generated<number>
    /** The BPMN file that it began as, and what became of each element of it. */
    origin: ColumnType<Origin | null, string | null | undefined, string | null>
    author: string
    author_name: string
    begun_at: Date
    changed_at: Date
    reviewer: Generated<string | null>
    reviewer_name: Generated<string | null>
    reviewed_at: Generated<Date | null>
    remark: Generated<string | null>
    edition: Generated<number | null>
    withdrawn_edition: Generated<number | null>
    withdrawn_by: Generated<string | null>
    withdrawn_name: Generated<string | null>
    withdrawn_at: Generated<Date | null>
    withdrawn_why: Generated<string | null>
  }
}
