/** One application's part at an agency, and its lines. */
import assert from 'node:assert/strict'
import { until } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'

/** Through the inbox, as an official finds it. */
export async function findPart(official: TextBrowser, receipt: string): Promise<string> {
  const inbox = await until(() => official.get('/console'), ({ html }) => html.includes(receipt))
  const row = inbox.html.split('<tr>').find((candidate) => candidate.includes(receipt)) ?? ''
  return /href="(\/console\/parts\/[^"]+)"/.exec(row)?.[1] ?? assert.fail('no part')
}

/** Ids of what is still to be decided. */
export async function linesOf(official: TextBrowser, path: string): Promise<string[]> {
  const { html } = await official.get(path)
  return [...new Set([...html.matchAll(/name="outcome-([0-9a-f-]{36})"/g)].map((match) => match[1]!))]
}
