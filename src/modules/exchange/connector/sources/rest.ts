import { readFileSync } from 'node:fs'
import { readBounded } from '../../../../kernel/http/read-bounded.ts'
import type { Source } from './source.ts'

const patience = 2_000

/** @param address with `{subject}`, and `{fields}` where the service takes the names it is to give */
export function restSource(address: string, headersFile?: string): Source {
  const headers = headersFile === undefined ? {} : JSON.parse(readFileSync(headersFile, 'utf8')) as Record<string, string>
  return {
    async read(subject, columns) {
      const url = address.replaceAll('{subject}', encodeURIComponent(subject)).replaceAll('{fields}', columns.map(encodeURIComponent).join(','))
      const response = await fetch(url, { redirect: 'error', headers: { accept: 'application/json', ...headers }, signal: AbortSignal.timeout(patience) })
      if (response.status === 404) return undefined
      if (!response.ok) throw new Error(`the service answered ${response.status}`)
      const answer: unknown = JSON.parse(await readBounded(response))
      return Object.fromEntries(columns.map((path) => [path, follow(answer, path)]))
    },
    close: () => Promise.resolve(),
  }
}

/** `person.names.0` into a JSON value. */
const follow = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>((at, name) =>
  (typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined), value)
