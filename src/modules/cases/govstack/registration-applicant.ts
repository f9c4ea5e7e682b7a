/** GovStack Registration Building Block, calls tagged "Applicant": for the resident who is signed in, by the same verbs as our pages. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { casesFaults } from '../contract.ts'
import type { ApplicationRow, Cases } from '../index.ts'
import { Complete, Completed, FileListItem, FileReply, FilesQuery, FileSubmit, pageOf, Task, TaskDetail, TasksQuery } from './registration-shapes.ts'
import { eventOf, nameOf, serviceId } from './service-of.ts'
import { startFilled } from './start-filled.ts'

const tag = 'GovStack registration'
const who = 'resident'
const word = Type.String({ maxLength: 100 })

export function registrationApplicant(http: Http<View>, base: string, cases: Cases) {
  /** `code` is left out where the building block has no word for it: an application taken back is not rejected. */
  const statusOf = async (view: View, { status, receipt }: ApplicationRow, person: string) => {
    const title = view.t(`cases.status.${status}`)
    if (status === 'withdrawn') return { title }
    if (status === 'draft' || receipt === null) return { code: 'SENDBACK' as const, title }
    const { lines, parts } = await cases.application(person, receipt)
    if (status === 'closed') return { code: lines.some((line) => line.status === 'approved') ? 'APPROVED' as const : 'REJECTED' as const, title }
    return { code: parts.some((part) => part.status === 'waiting') ? 'SENDBACK' as const : 'PENDING' as const, title }
  }
  const own = async (person: string, id: string) => {
    const found = (await cases.applications(person)).find((row) => row.id === id)
    if (!found) throw new Fault(casesFaults.noSuchApplication)
    return found
  }
  const fileOf = async (view: View, row: ApplicationRow, person: string) => ({
    fileId: row.id, ...(row.submitted_at ? { registered: row.submitted_at.toISOString() } : {}), serviceId: serviceId(view.pack, row.event), serviceName: nameOf(view, row.event),
    status: await statusOf(view, row, person), ended: row.status === 'closed' || row.status === 'withdrawn', applicantId: person,
    applicationData: { applicantId: person, created: row.created_at.toISOString(), formData: { eFormId: row.event } },
  })
  const listed = async (view: View, row: ApplicationRow, person: string) => ({
    fileId: row.id, taskTitle: nameOf(view, row.event), status: await statusOf(view, row, person), applicantId: person, created: row.created_at.toISOString(),
    ...(row.submitted_at ? { registered: row.submitted_at.toISOString() } : {}), description: row.receipt ?? '', serviceName: nameOf(view, row.event), serviceId: serviceId(view.pack, row.event), eformId: row.event,
  })
  /** What an agency has asked and still waits for. */
  const questions = async (person: string) => (await Promise.all((await cases.waiting(person)).map(({ receipt }) => cases.application(person, receipt))))
    .flatMap(({ application, questions: all }) => all.filter(({ answer }) => answer === null).map((question) => ({ question, application })))
  const find = async (person: string, id: string) => {
    const found = (await questions(person)).find(({ question }) => question.id === id)
    if (!found) throw new Fault(casesFaults.noSuchApplication)
    return found
  }
  type Open = Awaited<ReturnType<typeof questions>>[number]
  const taskOf = (view: View, { question, application }: Open) => ({
    taskId: question.id, created: question.asked_at.toISOString(), description: question.text, fileId: application.id,
    serviceId: serviceId(view.pack, application.event), serviceName: nameOf(view, application.event), eFormId: application.event, status: { code: 'SENDBACK' as const, title: view.t('cases.part-status.waiting') },
  })

  http.api('POST', `${base}/services/:serviceId/applications`, { who, params: strict({ serviceId: word }), body: FileSubmit, summary: 'Begin an application filled in; agreeing and sending are the person’s own, on our pages', tag, reply: { 200: FileReply } }, async ({ params, body, principal: { person }, view }) => {
    const event = eventOf(view.pack, params.serviceId)
    if (body.applicantId !== person) throw new Fault(kernelFaults.notAllowed)
    const id = await startFilled(cases, person, event, view.language.tag, answersIn(body.formData?.data ?? {}), (field) => `/formData/data/${field}`)
    return fileOf(view, await own(person, id), person)
  })

  http.api('GET', `${base}/applications`, { who, query: FilesQuery, summary: 'My applications', tag, reply: { 200: Type.Array(FileListItem) } }, async ({ query, principal: { person }, view }) => {
    const rows = (await cases.applications(person)).filter(({ event }) => query.serviceId === undefined || query.serviceId === event || query.serviceId === serviceId(view.pack, event))
    return Promise.all(pageOf(query.applicantId === undefined || query.applicantId === person ? rows : [], query).map((row) => listed(view, row, person)))
  })

  http.api('GET', `${base}/applications/:fileId`, { who, params: strict({ fileId: Uuid }), summary: 'One of my applications', tag, reply: { 200: FileReply } }, async ({ params: { fileId }, principal: { person }, view }) => fileOf(view, await own(person, fileId), person))

  http.api('GET', `${base}/tasks`, { who, query: TasksQuery, summary: 'What agencies wait for from me', tag, reply: { 200: Type.Array(Task) } }, async ({ query, principal: { person }, view }) => {
    const tasks = (await questions(person)).map((one) => ({ ...taskOf(view, one), mainTaskId: one.application.id, name: view.t('cases.part-status.waiting') }))
    return pageOf(tasks.filter(({ fileId }) => [query.fileId, query.mainTaskId].every((wanted) => wanted === undefined || wanted === fileId) && query.assigneeId === undefined), query)
  })

  http.api('GET', `${base}/tasks/:taskId`, { who, params: strict({ taskId: Uuid }), summary: 'What an agency asks me', tag, reply: { 200: TaskDetail } }, async ({ params: { taskId }, principal: { person }, view }) => {
    const found = await find(person, taskId)
    return { ...taskOf(view, found), taskName: view.t('cases.part-status.waiting'), formVariables: {}, data: { question: { value: found.question.text } } }
  })

  http.api('POST', `${base}/tasks/:taskId/complete`, { who, params: strict({ taskId: Uuid }), body: Complete, summary: 'Answer what an agency asks: data.answer.value', tag, reply: { 200: Completed } }, async ({ params: { taskId }, body, principal: { person }, view }) => {
    const { application } = await find(person, taskId)
    const answer = body.data['answer']?.['value']
    if (typeof answer !== 'string' || answer.trim() === '' || answer.length > 4_000) throw new Fault(casesFaults.answerMissing, { pointer: '/data/answer/value' })
    await cases.answer(person, application.id, taskId, answer.trim())
    return { taskId, fileId: application.id, serviceId: serviceId(view.pack, application.event), status: { code: 'PENDING' as const, title: view.t('cases.part-status.open') }, variables: {} }
  })
}

/** `{"household.account": {"value": "…"}, "newborn": {"value": [{"name": "…"}]}}` as the form names its fields. */
function answersIn(data: Record<string, Record<string, unknown>>): Map<string, string> {
  const wrong = (field: string) => new Fault(kernelFaults.invalidInput, { pointer: `/formData/data/${field}`, values: { reason: 'type', part: 'body', field } })
  const answers = new Map<string, string>()
  for (const [name, { value }] of Object.entries(data)) {
    if (typeof value === 'string') answers.set(name, value)
    else if (Array.isArray(value)) for (const [index, entry] of value.entries()) {
      for (const [key, text] of Object.entries((entry ?? {}) as Record<string, unknown>)) {
        if (typeof text !== 'string') throw wrong(name)
        answers.set(`${name}.${index + 1}.${key}`, text)
      }
    }
    else throw wrong(name)
  }
  return answers
}
