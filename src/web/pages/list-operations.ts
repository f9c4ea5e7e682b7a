/** The operations of an OpenAPI document in groups, in the order of their paths. */
export interface JsonSchema {
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  anyOf?: JsonSchema[]
  patternProperties?: Record<string, JsonSchema>
  $ref?: string
}

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: JsonSchema
}

interface Content { content?: Record<string, { schema?: JsonSchema }> }

interface OperationObject {
  summary?: string
  tags?: string[]
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: Content
  responses?: Record<string, Content & { description?: string }>
}

export interface OpenApi {
  paths?: Record<string, Record<string, unknown> | undefined>
}

export interface Operation {
  id: string
  method: string
  path: string
  summary: string
  needsSession: boolean
  parameters: Parameter[]
  body: JsonSchema | undefined
  replies: { status: string; description: string; schema: JsonSchema | undefined }[]
}

const methods = ['get', 'post', 'put', 'delete'] as const

export function listOperations({ paths = {} }: OpenApi): { tag: string; operations: Operation[] }[] {
  const groups = new Map<string, Operation[]>()
  for (const [path, item] of Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const method of methods) {
      const operation = item?.[method] as OperationObject | undefined
      if (operation === undefined) continue
      const tag = operation.tags?.[0] ?? 'platform'
      groups.set(tag, [...groups.get(tag) ?? [], describe(path, method, operation)])
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }))
}

function describe(path: string, method: string, operation: OperationObject): Operation {
  return {
    id: `${method} ${path}`, method: method.toUpperCase(), path, summary: operation.summary ?? '',
    needsSession: (operation.security ?? []).length > 0,
    parameters: operation.parameters ?? [],
    body: schemaOf(operation.requestBody),
    replies: Object.entries(operation.responses ?? {}).map(([status, reply]) => (
      { status, description: reply.description ?? '', schema: schemaOf(reply) })),
  }
}

const schemaOf = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema
