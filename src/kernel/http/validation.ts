/**
 * Ajv, strict. JSON bodies are never coerced; query strings, paths and form fields arrive as text,
 * so there numbers, booleans and single-choice lists are read from it.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import { Fault, kernelFaults } from '../faults/faults.ts'

const exact = compileOnce(withFormats(new Ajv2020({ strict: true, strictTypes: false, allErrors: false, coerceTypes: false })))
const fromText = compileOnce(withFormats(new Ajv2020({ strict: true, strictTypes: false, allErrors: false, coerceTypes: 'array' })))

/** Routes that ask for the same share one validator: Ajv itself only knows an object again, and the server copies them. */
function compileOnce(ajv: Ajv2020): (schema: Record<string, unknown>) => ValidateFunction {
  const compiled = new Map<string, ValidateFunction>()
  return (schema) => {
    const text = JSON.stringify(schema)
    let validate = compiled.get(text)
    if (!validate) compiled.set(text, (validate = ajv.compile(schema)))
    return validate
  }
}

function withFormats(ajv: Ajv2020): Ajv2020 {
  // The package is CommonJS: its default export is the function itself or carries it, depending on the loader.
  const add = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? addFormats
  ;(add as unknown as (ajv: Ajv2020) => void)(ajv)
  return ajv
}

/** Marks the body schema of an HTML form, whose fields are all text. */
export const formMark = 'form'

export const compileValidator: FastifySchemaCompiler<Record<string, unknown>> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' && schema.$comment !== formMark ? exact : fromText)(schema)
  return (data) => {
    if (validate(data)) return { value: data }
    return { error: invalidInput(validate.errors?.[0], httpPart) }
  }
}

/** `kernel.invalid.<reason>` is the sentence about one field. */
const reasons: Record<string, string> = {
  required: 'missing', additionalProperties: 'unknown', type: 'type', format: 'format', pattern: 'format', enum: 'choice', const: 'choice',
  anyOf: 'choice', minLength: 'short', maxLength: 'long', minimum: 'small', maximum: 'large', minItems: 'few', maxItems: 'many',
}

export function invalidInput(error: ErrorObject | undefined, part: string | undefined): Fault {
  const key = error?.params.missingProperty ?? error?.params.additionalProperty
  const pointer = `${error?.instancePath ?? ''}${key === undefined ? '' : `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`}`
  const reason = reasons[error?.keyword ?? ''] ?? 'other'
  return new Fault(kernelFaults.invalidInput, { pointer, values: { reason, part: part ?? 'body', field: pointer.slice(1) || '-' } })
}
