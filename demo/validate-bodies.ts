/** The demonstration's services ask for the same bodies, forty registers over: each schema is compiled once in a process. */
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const ajv = new Ajv({ useDefaults: true, removeAdditional: false, coerceTypes: false, allErrors: false })
// CommonJS: the default export is the function itself or carries it, depending on the loader.
const add = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? addFormats
;(add as unknown as (target: Ajv) => void)(ajv)

/** Strict: nothing is left out of a body, and nothing in it is made into something else. */
export const validateBodies: FastifySchemaCompiler<Record<string, unknown>> = ({ schema }) => ajv.compile(schema)
