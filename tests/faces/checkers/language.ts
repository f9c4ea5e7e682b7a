/** Which language a document is in (WCAG 3.1.1), and which way it is read: said once, on its root. */
import { parse } from 'parse5'
import type { Language } from '../../../packages/pack-kit/schema/manifest.ts'
import type { Finding } from './finding.ts'

export function checkLanguage(html: string, { html: lang, dir }: Pick<Language, 'html' | 'dir'>): Finding[] {
  const root = parse(html).childNodes.find((node) => 'tagName' in node)
  const said = new Map(root && 'attrs' in root ? root.attrs.map(({ name, value }) => [name, value]) : [])
  return Object.entries({ lang, dir }).filter(([name, value]) => said.get(name) !== value)
    .map(([name, value]) => ({ checker: 'document', rule: name, where: 'html', text: `${name} is ${said.get(name) ?? 'missing'}, and should be ${value}` }))
}
