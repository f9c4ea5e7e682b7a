/** Bodies are bytes until proven to be text: broken UTF-8 and NUL are refused, not repaired. */
import type { FastifyInstance } from 'fastify'
import { Fault, kernelFaults } from '../faults/faults.ts'

/** The largest form or document that a journey sends is below 20 KB. */
export const bodyLimit = 64 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function parseBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    settle(done, () => readJson(readText(body as Buffer)))
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    settle(done, () => readForm(readText(body as Buffer)))
  })
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
