/**
 * The file: one page of the national API, several, or all parts together (serviceList, serviceDetail,
 * supportConditions). Rows of one service are joined by their 서비스ID.
 */
import { locateJsonError } from '../../../../packages/pack-kit/locate-json-error.ts'
import { ImportError, type Remark } from './remark.ts'

type Row = Record<string, unknown>

/** What the source says of one service, cleaned of what no database takes. */
export interface GovRecord {
  fields: Row
  conditions: Row | null
}

const parts = ['serviceList', 'serviceDetail', 'supportConditions']
/** Words about the file, not of it. */
const asides = ['about', 'codes', 'caveats']
const pageFields = ['page', 'perPage', 'totalCount', 'currentCount', 'matchCount', 'data']
const idPattern = /^[A-Z0-9]{6,20}$/

interface Reading {
  records: Map<string, GovRecord>
  remarks: Remark[]
  /** Which part has spoken of which service already. */
  seen: Set<string>
}

/** @throws ImportError where the text is not JSON, or holds nothing of the API's shape */
export function readRecords(text: string): Omit<Reading, 'seen'> {
  const value = parse(text.replace(/^\uFEFF/, ''))
  const reading: Reading = { records: new Map(), remarks: [], seen: new Set() }
  let understood = 0
  if (Array.isArray(value) || (isRow(value) && 'data' in value)) {
    readPart('data', value, reading)
    understood += 1
  } else if (isRow(value)) {
    for (const [name, part] of Object.entries(value)) {
      if (parts.includes(name)) {
        readPart(name, part, reading)
        understood += 1
      } else if (!asides.includes(name)) reading.remarks.push({ service: '-', field: name, remark: 'unknown part of the file; not read' })
    }
  }
  if (understood === 0) throw new ImportError(`This holds no services of the national catalogue. Expected is a page of the API with "data", or an object with ${parts.join(', ')}.`)
  return reading
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ImportError(`This is not JSON, at ${locateJsonError(text)}: ${(cause as Error).message}. Nothing was imported. Load the file again from its source.`)
  }
}

/** A part is a page, a list of pages, or a list of rows. */
function readPart(name: string, part: unknown, reading: Reading) {
  const pages = Array.isArray(part) ? (part.every((entry) => isRow(entry) && 'data' in entry) ? part as Row[] : [{ data: part }]) : [part]
  let rows = 0
  let total = 0
  for (const page of pages) {
    if (!isRow(page) || !Array.isArray(page['data'])) throw new ImportError(`${name} has no list "data". Nothing was imported.`)
    for (const field of Object.keys(page)) if (!pageFields.includes(field)) reading.remarks.push({ service: '-', field: `${name}.${field}`, remark: 'unknown field of a page; not read' })
    if (typeof page['totalCount'] === 'number') total = Math.max(total, page['totalCount'])
    for (const row of page['data'] as unknown[]) readRow(name, rows++, row, reading)
  }
  if (total > rows) reading.remarks.push({ service: '-', field: `${name}.totalCount`, remark: `the source has ${total} rows and this holds ${rows} of them` })
}

function readRow(part: string, at: number, value: unknown, { records, remarks, seen }: Reading) {
  const id = isRow(value) ? value['서비스ID'] : undefined
  if (!isRow(value) || typeof id !== 'string' || !idPattern.test(id)) {
    remarks.push({ service: '-', field: `${part}.data[${at}].서비스ID`, remark: `${JSON.stringify(id) ?? 'missing'} is no national id; the row is not imported` })
    return
  }
  const row = cleaned(value) as Row
  const record = records.get(id) ?? { fields: {}, conditions: null }
  const isConditions = part === 'supportConditions' || Object.keys(row).some((field) => /^JA\d{4}$/.test(field))
  const key = `${isConditions ? 'supportConditions' : part} ${id}`
  if (seen.has(key)) remarks.push({ service: id, field: '서비스ID', remark: `stands twice in ${part}; the later row counts` })
  seen.add(key)
  records.set(id, isConditions ? { ...record, conditions: row } : { ...record, fields: joinFields(record.fields, row) })
}

/** The list shortens what the detail says in full: a text wins over an empty one, and the longer over the shorter. */
function joinFields(before: Row, after: Row): Row {
  const joined = { ...before, ...after }
  for (const [field, value] of Object.entries(before)) {
    if (after[field] === '' || (typeof value === 'string' && typeof after[field] === 'string' && value.startsWith(after[field]))) joined[field] = value
  }
  return joined
}

/** One kind of line end, one form of Hangul, no character that PostgreSQL refuses. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.toWellFormed().normalize('NFC').replaceAll(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '').replaceAll(/[ \t\u00A0]+$/gm, '').trim()
  }
  if (Array.isArray(value)) return value.map(cleaned)
  if (isRow(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [cleaned(key) as string, cleaned(entry)]))
  return value
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
