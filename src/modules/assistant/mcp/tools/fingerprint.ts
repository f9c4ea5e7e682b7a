/**
 * The words of the tools are read by machines that may take them for orders (tool poisoning), so that they never change unnoticed: each
 * tool's words and shapes have a hash, and `pins.json` holds the one that was reviewed. A platform whose tools are others does not start.
 */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Tool } from './tool.ts'

export const fingerprint = ({ name, title, description, input, output }: Pick<Tool, 'name' | 'title' | 'description' | 'input' | 'output'>): string =>
  hash('sha256', JSON.stringify([name, title, description, input, output]), 'hex')

const pins = JSON.parse(readFileSync(new URL('pins.json', import.meta.url), 'utf8')) as Record<string, string>

/** @throws Error with the names of tools that are not as they were reviewed */
export function demandPinned<Some extends readonly Tool[]>(tools: Some, pinned: Record<string, string> = pins): Some {
  const strange = tools.filter((tool) => pinned[tool.name] !== fingerprint(tool)).map((tool) => `${tool.name} ${fingerprint(tool)}`)
  if (strange.length > 0) throw new Error(`tools with other words than were reviewed (pins.json): ${strange.join(', ')}`)
  return tools
}
