/** Bodies are bytes until proven to be text: broken UTF-8 and NUL are refused, not repaired. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Fault, kernelFaults } from '../faults/faults.ts'
import { strict } from '../schema/schema.ts'

/** The largest form or document that a journey sends is below 20 KB. */
export const bodyLimit = 64 * 1024

/** A file of a form, as its bytes came: what it is, whoever takes it finds out. A field that was left empty has no bytes. */
export const UploadedFile = strict({ name: Type.String({ maxLength: 255 }), bytes: Type.Unsafe<Uint8Array>({ description: 'as they came' }) })
export type UploadedFile = Type.Static<typeof UploadedFile>

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function parseBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    settle(done, () => readJson(readText(body as Buffer)))
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    settle(done, () => readForm(readText(body as Buffer)))
  })
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer<ArrayBuffer>) => {
    if (request.routeOptions.config.upload === undefined) throw new Fault(kernelFaults.wrongMediaType)
    return readParts(request.headers['content-type'] ?? '', body)
  })
}

/** The platform's own reader of RFC 7578. */
async function readParts(type: string, body: Buffer<ArrayBuffer>): Promise<Record<string, string | UploadedFile>> {
  const fields: Record<string, string | UploadedFile> = Object.create(null) as Record<string, string | UploadedFile>
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch((cause: unknown) => { throw new Fault(kernelFaults.brokenText, { cause }) })
  for (const [name, value] of form) {
    if (typeof value === 'string' && /[\0\uFFFD]/.test(name + value)) throw new Fault(kernelFaults.brokenText, { pointer: `/${name}` })
    fields[name] = typeof value === 'string' ? value : { name: value.name.slice(0, 255), bytes: new Uint8Array(await value.arrayBuffer()) }
  }
  return fields
}

function settle(done: (error: Error | null, value?: unknown) => void, read: () => unknown) {
  let value: unknown
  try {
    value = read()
  } catch (cause) {
    done(cause as Error)
    return
  }
  done(null, value)
}

function readText(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch (cause) {
    throw new Fault(kernelFaults.brokenText, { cause })
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text, refusePrototype)
  } catch (cause) {
    throw cause instanceof Fault ? cause : new Fault(kernelFaults.brokenText, { cause })
  }
}

function refusePrototype(key: string, value: unknown) {
  if (key === '__proto__') throw new Fault(kernelFaults.brokenText)
  if (typeof value === 'string' && value.includes('\0')) throw new Fault(kernelFaults.brokenText)
  return value
}

/** Repeated names become a list. U+FFFD is what the URL decoder leaves where percent-encoded bytes are no UTF-8. */
function readForm(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of new URLSearchParams(text)) {
    if (/[\0\uFFFD]/.test(name + value)) throw new Fault(kernelFaults.brokenText, { pointer: `/${name}` })
    const before = fields[name]
    if (before === undefined) fields[name] = value
    else fields[name] = Array.isArray(before) ? [...before, value] : [before, value]
  }
  return fields
}
