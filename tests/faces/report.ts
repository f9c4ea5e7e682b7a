/** Findings of many pages, grouped: rule, then element, then where it was seen. */
import assert from 'node:assert/strict'
import type { Finding } from './checkers/finding.ts'
import type { Seen } from './look.ts'

export interface Found extends Finding {
  seen: Pick<Seen, 'pack' | 'state' | 'language'>
}

export const at = (seen: Seen, findings: readonly Finding[]): Found[] => findings.map((finding) => ({ ...finding, seen }))

/** Ids of rows and receipts differ from page to page; the element is the same. */
const general = (where: string) => where.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replaceAll(/\d{6}-[0-9A-Z]{4}-[0-9A-Z]{5}/g, '…').replaceAll(/[\w-]{60,}/g, '…')

export function report(found: readonly Found[]): string {
  const rules = Map.groupBy(found, ({ checker, rule }) => `${checker} ${rule}`)
  return [...rules].map(([rule, all]) => {
    const places = Map.groupBy(all, ({ where }) => general(where))
    const lines = [...places].slice(0, 12).map(([where, here]) => `    ${where}\n      ${here[0]!.text.replaceAll(/\s+/g, ' ').slice(0, 300)}\n      ${statesOf(here)}`)
    return `  ${rule}: ${all.length} at ${places.size} places\n${lines.join('\n')}`
  }).join('\n')
}

function statesOf(found: readonly Found[]): string {
  const names = [...new Set(found.map(({ seen }) => `${seen.state} [${seen.pack} ${seen.language}]`))]
  return `on ${names.length} pages: ${names.slice(0, 4).join('; ')}${names.length > 4 ? '; …' : ''}`
}

export function assertNone(found: readonly Found[]) {
  if (found.length > 0) assert.fail(`${found.length} findings\n${report(found)}`)
}
