/** One record of the national catalogue into the row that is kept. */
import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { CatalogueTables } from '../tables.ts'
import { readConditions } from './condition-codes.ts'
import { readDeadline } from './read-deadline.ts'
import type { GovRecord } from './read-records.ts'
import type { Remark } from './remark.ts'

/** Moves when the same record would be read differently, so that it is read again. */
const edition = 1

/** Of serviceList and serviceDetail (v3). What has no column of its own stays in `raw`. */
const known = new Set([
  '서비스ID', '서비스명', '서비스목적요약', '서비스목적', '서비스분야', '지원유형', '지원대상', '선정기준', '지원내용', '신청방법', '신청기한', '상세조회URL', '온라인신청사이트URL',
  '소관기관코드', '소관기관명', '소관기관유형', '부서명', '사용자구분', '접수기관', '접수기관명', '전화문의', '문의처', '조회수', '등록일시', '수정일시',
  '구비서류', '공무원확인구비서류', '본인확인필요구비서류', '법령', '행정규칙', '자치법규',
])
/** Counts views: it moves every day, and no service changes by it. */
const views = '조회수'

export function readService(id: string, record: GovRecord): { row: Insertable<CatalogueTables['service']> | undefined; remarks: Remark[] } {
  const { fields } = record
  const remarks: Remark[] = []
  const note = (field: string, remark: string) => { remarks.push({ service: id, field, remark }) }
  for (const [field, value] of Object.entries(fields)) {
    if (!known.has(field)) note(field, 'unknown field; kept as it came, not shown')
    else if (typeof value !== 'string' && value !== null && field !== views) note(field, `${JSON.stringify(value)} is no text; kept as it came, not shown`)
  }
  const text = (...names: string[]) => names.map((name) => fields[name]).find((value) => typeof value === 'string' && value !== '') as string | undefined ?? ''
  if (text('서비스명') === '') {
    note('서비스명', 'is missing; the service is not imported')
    return { row: undefined, remarks }
  }
  for (const field of ['소관기관명', '지원대상', '지원내용', '신청방법']) if (text(field) === '') note(field, 'is empty')
  if (text('서비스목적요약', '서비스목적') === '') note('서비스목적요약', 'is empty')
  const deadline = readDeadline(text('신청기한'))
  if (deadline.doubt !== undefined) note('신청기한', `${JSON.stringify(text('신청기한'))} ${deadline.doubt}`)
  const { conditions, remarks: conditionRemarks } = readConditions(id, record.conditions ?? {})
  remarks.push(...conditionRemarks)
  return {
    remarks,
    row: {
      id, source: 'gov24', name: oneLine(text('서비스명')), summary: oneLine(text('서비스목적요약', '서비스목적')),
      agency_code: text('소관기관코드'), agency_name: oneLine(text('소관기관명', '접수기관', '접수기관명')),
      audience: text('지원대상'), criteria: text('선정기준'), amount: text('지원내용'), how_to_apply: text('신청방법').split('||').join('\n'),
      deadline: text('신청기한'), deadline_on: deadline.on, contact: text('전화문의', '문의처').split('||').join('\n'),
      page_url: addressOf(text('상세조회URL'), '상세조회URL', note), apply_url: addressOf(text('온라인신청사이트URL'), '온라인신청사이트URL', note),
      changed_on: dayOf(text('수정일시'), note), conditions: JSON.stringify(conditions), raw: JSON.stringify(record), hash: hashOf(record),
    },
  }
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

function hashOf({ fields, conditions }: GovRecord): string {
  const sorted = (row: object) => Object.entries(row).filter(([field]) => field !== views).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify([edition, sorted(fields), sorted(conditions ?? {})])).digest('hex')
}

type Note = (field: string, remark: string) => void

/** Only what a browser opens as a page; `javascript:` and the like never become a link. */
function addressOf(text: string, field: string, note: Note): string | null {
  if (text === '') return null
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  note(field, `${JSON.stringify(text)} is no web address; not shown`)
  return null
}

/** `yyyymmddHHMMSS`, with or without marks between. */
function dayOf(text: string, note: Note): string | null {
  if (text === '') return null
  const digits = text.replaceAll(/\D/g, '')
  try {
    if (digits.length !== 8 && digits.length !== 14) throw new RangeError('length')
    return Temporal.PlainDate.from({ year: Number(digits.slice(0, 4)), month: Number(digits.slice(4, 6)), day: Number(digits.slice(6, 8)) }, { overflow: 'reject' }).toString()
  } catch {
    note('수정일시', `${JSON.stringify(text)} is no day; not shown`)
    return null
  }
}
