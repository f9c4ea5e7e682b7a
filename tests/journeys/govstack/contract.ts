/** Calls as a published contract (OpenAPI 3.0) describes them: what is sent and what comes back is held against it, in the words of the contract. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

interface Operation { parameters?: ({ name: string; in: string; required?: boolean; schema: unknown } | { $ref: string })[]; requestBody?: { content: Record<string, unknown> }; responses: Record<string, { content?: Record<string, unknown> } | { $ref: string }> }
export interface Contract { paths: Record<string, Record<string, Operation>>; components: { parameters: Record<string, { name: string; in: string }> } }

export interface Answer { status: number; body: never; problem: { errors?: { pointer: string }[] } }

export function contractOf(file: string) {
  const contract = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Contract
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ;(addFormats as unknown as (target: Ajv2020) => void)(ajv)
  ajv.addSchema(contract as object, 'contract')
  const used = new Set<string>()
  const fits = (place: readonly string[], value: unknown): string[] => {
    const pointer = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const validate = ajv.getSchema(`contract#/${pointer}`) ?? assert.fail(`the contract has no ${place.join(' › ')}`)
    return validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${place[1]} ${place[2]}: ${instancePath} ${message}`)
  }
  return {
    contract, fits,
    /** `GET /services/{serviceId}` of everything that was answered as it says. */
    used,
    /** @param path as the contract writes it. @param values of its parameters, and of the query */
    async call(base: string, headers: Record<string, string>, method: string, path: string, values: Record<string, string> = {}, body?: object): Promise<Answer> {
      const verb = method.toLowerCase()
      const operation = contract.paths[path]?.[verb] ?? assert.fail(`the contract has no ${method} ${path}`)
      const known = (operation.parameters ?? []).map((one) => ('$ref' in one ? contract.components.parameters[one.$ref.split('/').at(-1)!]! : one))
      const query = new URLSearchParams(Object.entries(values).filter(([name]) => !path.includes(`{${name}}`)))
      for (const name of query.keys()) assert.ok(known.some((one) => one.in === 'query' && one.name === name), `the contract has no ${name} in ${method} ${path}`)
      const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? assert.fail(`${path}: ${name}`)))
      const content = (place: readonly string[], found: Record<string, unknown>) => [...place, 'content', Object.keys(found)[0]!, 'schema']
      if (body && operation.requestBody) assert.deepEqual(fits(content(['paths', path, verb, 'requestBody'], operation.requestBody.content), body), [], `what is sent to ${method} ${path}`)
      const response = await fetch(`${base}${address}${query.size > 0 ? `?${query}` : ''}`, { method, headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
      const answered: unknown = await response.json()
      if (response.ok) {
        const described = operation.responses[String(response.status)] ?? assert.fail(`${method} ${path} answers ${response.status}, which the contract does not have`)
        if ('content' in described && described.content) assert.deepEqual(fits(content(['paths', path, verb, 'responses', String(response.status)], described.content), answered), [], JSON.stringify(answered))
        used.add(`${method} ${path}`)
      }
      return { status: response.status, body: answered as never, problem: answered as Answer['problem'] }
    },
  }
}
