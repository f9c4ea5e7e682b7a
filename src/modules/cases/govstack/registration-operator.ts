/** GovStack Registration Building Block, calls tagged "Operator": for officials who decide and for their agency's program. An application file is the agency's part of it. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Cases, InboxRow } from '../index.ts'
import type { LineDecision } from '../decide/decide-lines.ts'
import type { ReadPart } from '../parts/read-part.ts'
import type { InboxPlace } from '../queries.ts'
import { Complete, Completed, FileListItem, FileReply, FilesQuery, pageOf, Task, TaskDetail, TasksQuery } from './registration-shapes.ts'
import { nameOf, serviceId } from './service-of.ts'

const tag = 'GovStack registration'
const who = 'caseworker'

export function registrationOperator(http: Http<View>, base: string, cases: Cases) {
  const codeOf = (status: string) => (status === 'waiting' ? 'SENDBACK' as const : 'PENDING' as const)
  /** By legal deadline, as the inbox has them: as many as were asked for. */
  async function waiting(by: Official, upTo: number): Promise<InboxRow[]> {
    const rows: InboxRow[] = []
    for (let after: InboxPlace | null | undefined; rows.length < upTo && after !== null;) {
      const page = await cases.inbox(by, 'all', after)
      rows.push(...page.rows)
      after = page.next
    }
    return rows
  }
  const reach = ({ firstResult = '0', maxResult = '50' }: { firstResult?: string; maxResult?: string }) => Number(firstResult) + Number(maxResult)
  const common = (view: View, row: InboxRow) => ({
    fileId: row.id, mainTaskId: row.id, ...(row.holder ? { assigneeId: row.holder } : {}), status: { code: codeOf(row.status), title: view.t(`cases.part-status.${row.status}`) },
    description: [row.receipt ?? '', ...row.services ?? []].join(' '), serviceName: nameOf(view, row.event), serviceId: serviceId(view.pack, row.event),
  })
  const sent = (row: { submitted_at: Date | null }) => (row.submitted_at ? row.submitted_at.toISOString() : undefined)
  const statusOf = (view: View, { part, lines }: ReadPart) => ({
    ...(part.status === 'withdrawn' ? {} : { code: part.status === 'decided' ? (lines.some(({ status }) => status === 'approved') ? 'APPROVED' as const : 'REJECTED' as const) : codeOf(part.status) }), title: view.t(`cases.part-status.${part.status}`),
  })

  http.api('GET', `${base}/applications`, { who, query: FilesQuery, summary: 'What waits at my agency, by legal deadline', tag, reply: { 200: Type.Array(FileListItem) } }, async ({ query, principal, view }) => {
    if (query.applicantId !== undefined) throw new Fault(kernelFaults.invalidInput, { pointer: '/applicantId', values: { reason: 'unknown', part: 'query', field: 'applicantId' } })
    const rows = (await waiting(principal, query.serviceId === undefined ? reach(query) : 1_000)).filter(({ event }) => query.serviceId === undefined || [event, serviceId(view.pack, event)].includes(query.serviceId))
    return pageOf(rows, query).map((row) => ({ ...common(view, row), taskTitle: nameOf(view, row.event), ...(sent(row) ? { registered: sent(row) } : {}), eformId: row.event }))
  })

  http.api('GET', `${base}/applications/:fileId`, { who, params: strict({ fileId: Uuid }), summary: 'One part at my agency; the look stands in the person’s access log', tag, reply: { 200: FileReply } }, async ({ params: { fileId }, principal, view }) => {
    const read = await cases.part(principal, fileId)
    const { event, receipt } = read.application
    return {
      fileId, ...(sent(read.application) ? { registered: sent(read.application) } : {}), serviceId: serviceId(view.pack, event), serviceName: nameOf(view, event), status: statusOf(view, read), ended: read.part.status === 'decided' || read.part.status === 'withdrawn',
      applicantId: receipt ?? '', applicationData: { applicantId: receipt ?? '', formData: { eFormId: event, data: answersOf(read) } },
    }
  })

  http.api('GET', `${base}/tasks`, { who, query: TasksQuery, summary: 'What my agency has to decide, by legal deadline', tag, reply: { 200: Type.Array(Task) } }, async ({ query, principal, view }) => {
    const wanted = [query.fileId, query.mainTaskId].filter((id) => id !== undefined)
    const rows = (await waiting(principal, wanted.length > 0 || query.assigneeId !== undefined ? 1_000 : reach(query))).filter(({ id, holder }) => wanted.every((one) => one === id) && (query.assigneeId === undefined || query.assigneeId === holder))
    return pageOf(rows, query).map((row) => ({ ...common(view, row), taskId: row.id, name: nameOf(view, row.event), eFormId: row.event }))
  })

  http.api('GET', `${base}/tasks/:taskId`, { who, params: strict({ taskId: Uuid }), summary: 'One part with what is to be decided; the look stands in the person’s access log', tag, reply: { 200: TaskDetail } }, async ({ params: { taskId }, principal, view }) => {
    const read = await cases.part(principal, taskId)
    const { event, receipt } = read.application
    return {
      taskId, taskName: nameOf(view, event), ...(read.part.holder ? { assigneeId: read.part.holder } : {}), description: receipt ?? '', fileId: taskId, serviceId: serviceId(view.pack, event), serviceName: nameOf(view, event), eFormId: event, status: statusOf(view, read),
      formVariables: { ...Object.fromEntries(read.part.facts.map(({ register, field, value, corrected, answeredAt }) => [`${register}.${field}`, { value, answeredAt, ...(corrected === null ? {} : { corrected }) }])), ...answersOf(read) },
      data: Object.fromEntries(read.lines.map(({ id, service, status, finding, reason }) => [id, { service, status, finding: finding?.outcome ?? null, reason }])),
    }
  })

  http.api('POST', `${base}/tasks/:taskId/complete`, { who, params: strict({ taskId: Uuid }), body: Complete, summary: 'Decide lines of a part: data.<line>.outcome, reason, answer; where the law wants two officials, propose', tag, reply: { 200: Completed } }, async ({ params: { taskId }, body, principal, view }) => {
    const { decided, proposed } = await cases.decide(principal, taskId, decisionsIn(body.data)).catch((cause: unknown) => { throw pointInto(cause) })
    return { taskId, fileId: taskId, status: { ...(proposed > 0 ? { code: 'PENDING' as const } : {}), title: view.t(proposed > 0 ? 'cases.part-status.open' : 'cases.part-status.decided') }, variables: { decisions: { data: { decided: { count: decided }, proposed: { count: proposed } } } } }
  })
}

/** A form's field is named after its line. */
function pointInto(cause: unknown): unknown {
  const [, field, line] = (cause instanceof Fault ? /^\/(reason|answer)-(.+)$/.exec(cause.pointer ?? '') : null) ?? []
  return cause instanceof Fault && field !== undefined ? new Fault(cause, { pointer: `/data/${line}/${field}`, values: cause.values, cause }) : cause
}

const answersOf = ({ part }: ReadPart) => Object.fromEntries(Object.entries(part.answers).map(([fact, value]) => [fact, { value }]))

function decisionsIn(data: Record<string, Record<string, unknown>>): LineDecision[] {
  return Object.entries(data).map(([line, said]) => {
    const wrong = (field: string, reason: string) => new Fault(kernelFaults.invalidInput, { pointer: `/data/${line}${field && `/${field}`}`, values: { reason, part: 'body', field: field || line } })
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(line)) throw wrong('', 'format')
    const { outcome, reason, answer, ...more } = said
    const [unknown] = Object.keys(more)
    if (unknown !== undefined) throw wrong(unknown, 'unknown')
    if (outcome !== 'approved' && outcome !== 'refused') throw wrong('outcome', 'choice')
    for (const [field, text] of Object.entries({ reason, answer })) if (text !== undefined && text !== null && (typeof text !== 'string' || text.length > 4_000)) throw wrong(field, 'type')
    return { line, outcome, reason: (reason as string | undefined)?.trim() || null, answer: (answer as string | undefined) ?? null }
  })
}
