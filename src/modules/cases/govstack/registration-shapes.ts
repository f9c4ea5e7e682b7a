/** Shapes of the GovStack Registration Building Block API 0.1.1 (`api/GovStack_Registration_BB_API.json`), as far as they are answered here. */
import Type from 'typebox'
import { Instant, strict, Uuid } from '../../../kernel/schema/schema.ts'

const text = Type.String()
const optional = Type.Optional
/** There every value is an object: ours stands in it as `value`. */
export const Values = Type.Record(Type.String({ maxLength: 100 }), Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()))

export const Service = strict({
  id: Uuid, name: text, version: text, type: Type.Enum(['None', 'Private', 'Public']), isExecutable: Type.Boolean(), isClosed: Type.Boolean(), description: text,
  serviceBody: Type.Array(strict({ code: text, value: text })),
})
export const FormListItem = strict({ eFormId: text, name: text, description: text, version: text, latest: Type.Boolean() })
export const Form = strict({ eFormId: text, name: text, description: text, version: text, latest: Type.Boolean(), schema: Type.Record(text, Type.Unknown()) })

const Status = strict({ code: optional(Type.Enum(['PENDING', 'APPROVED', 'SENDBACK', 'REJECTED'])), title: text })
const formData = strict({ data: optional(Values), eFormId: optional(Type.String({ maxLength: 100 })) })
const submitted = {
  applicationName: optional(Type.String({ maxLength: 200 })), applicantId: Type.String({ maxLength: 100 }), created: optional(Instant),
  formData: optional(formData), documentUrls: optional(Type.Array(Type.String({ maxLength: 500 }), { maxItems: 0, description: 'Nobody brings papers: registers are asked' })),
}
export const FileSubmit = strict(submitted)
export const FileReply = strict({ fileId: text, registered: optional(Instant), serviceId: Uuid, serviceName: text, status: Status, ended: Type.Boolean(), applicantId: text, applicationData: strict(submitted) })
export const FileListItem = strict({ fileId: text, mainTaskId: optional(text), taskTitle: text, assigneeId: optional(text), status: Status, applicantId: optional(text), created: optional(Instant), registered: optional(Instant), description: text, serviceName: text, serviceId: Uuid, eformId: text })
export const Task = strict({ taskId: text, mainTaskId: text, name: text, assigneeId: optional(text), created: optional(Instant), description: text, serviceId: Uuid, serviceName: text, fileId: text, eFormId: text, status: Status })
export const TaskDetail = strict({ taskId: text, taskName: text, assigneeId: optional(text), created: optional(Instant), description: text, fileId: text, serviceId: Uuid, serviceName: text, eFormId: text, formVariables: Values, status: Status, data: Values })
export const Complete = strict({ data: Values })
export const Completed = strict({ taskId: text, fileId: text, serviceId: optional(Uuid), status: Status, variables: Type.Record(text, strict({ data: Values })) })

const count = Type.Optional(Type.String({ pattern: '^[0-9]{1,4}$' }))
const page = { firstResult: count, maxResult: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })), sortBy: Type.Optional(Type.Literal('created')), sortOrder: Type.Optional(Type.Enum(['asc', 'desc'])) }
const word = Type.Optional(Type.String({ maxLength: 100 }))
export const FilesQuery = strict({ serviceId: word, applicantId: word, ...page })
export const TasksQuery = strict({ mainTaskId: word, fileId: word, assigneeId: word, ...page })

/** @returns the part of a list that a query asks for, `rows` being the newest first */
export function pageOf<Row>(rows: readonly Row[], { firstResult = '0', maxResult = '50', sortOrder = 'desc' }: { firstResult?: string; maxResult?: string; sortOrder?: string }): Row[] {
  const sorted = sortOrder === 'asc' ? rows.toReversed() : rows
  return sorted.slice(Number(firstResult), Number(firstResult) + Number(maxResult))
}
