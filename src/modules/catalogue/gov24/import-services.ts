/** Writes what a file of the national catalogue holds. What it does not name stays: a file may be one page of many. */
import { sql } from 'kysely'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { CatalogueTables } from '../tables.ts'
import { readRecords, type GovRecord } from './read-records.ts'
import { readService } from './read-service.ts'
import type { Remark } from './remark.ts'

export interface ImportReport { added: number; changed: number; unchanged: number; remarks: Remark[] }

/** Rows of one statement. */
const batch = 200

/**
 * All or nothing, and the same text again changes nothing.
 * @param origin where the text came from, for the audit trail
 */
export async function importServices(db: RoomDatabase<CatalogueTables>, text: string, origin: string): Promise<ImportReport> {
  const { records, remarks } = readRecords(text)
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, remarks }
  await db.transaction(async (tx) => {
    // One import at a time: the second sees what the first wrote.
    await tx.selectFrom('state').select('version').forUpdate().execute()
    const stored = new Map((await tx.selectFrom('service').select(['id', 'hash', 'raw']).execute()).map((row) => [row.id, row]))
    const rows = []
    for (const [id, record] of records) {
      const before = stored.get(id)
      if (before === undefined && Object.keys(record.fields).length === 0) {
        remarks.push({ service: id, field: '서비스ID', remark: 'has conditions, and no service of this id is known; import serviceDetail first' })
        continue
      }
      const { row, remarks: own } = readService(id, joined(before?.raw, record))
      remarks.push(...own)
      if (row === undefined) continue
      if (before?.hash === row.hash) report.unchanged += 1
      else rows.push(row)
      if (before === undefined) report.added += 1
      else if (before.hash !== row.hash) report.changed += 1
    }
    for (let at = 0; at < rows.length; at += batch) {
      await tx.insertInto('service').values(rows.slice(at, at + batch)).onConflict((conflict) => conflict.column('id').doUpdateSet((eb) => ({
        ...Object.fromEntries(overwritten.map((column) => [column, eb.ref(`excluded.${column}`)])), imported_at: sql<Date>`now()`,
      }))).execute()
    }
    if (rows.length === 0) return
    await tx.updateTable('state').set((eb) => ({ version: eb('version', '+', 1) })).execute()
    await noteAct(tx, 'operator', 'import services', `catalogue:${origin}`, { added: report.added, changed: report.changed, remarks: remarks.length })
  })
  return report
}

const overwritten = [
  'name', 'summary', 'agency_code', 'agency_name', 'audience', 'criteria', 'amount', 'how_to_apply', 'deadline', 'deadline_on', 'contact', 'page_url', 'apply_url',
  'changed_on', 'conditions', 'raw', 'hash',
] as const

/** The API gives a service in parts, page by page: a part that this file lacks stays as it was. */
function joined(before: GovRecord | undefined, record: GovRecord): GovRecord {
  return { fields: { ...before?.fields, ...record.fields }, conditions: record.conditions ?? before?.conditions ?? null }
}
