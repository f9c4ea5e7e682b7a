import type { Wording } from '../../../web/wordings.ts'
import type { Source, Statement } from '../contract.ts'
import { editionOf } from '../knowledge/sections.ts'

/** Whom to call, from the pack's own line. */
export function helpLine(wording: Wording): { statements: Statement[]; sources: Source[] } {
  const { phone, hours } = wording.pack.helpLine
  const text = `${phone} · ${wording.text(hours)}`
  return {
    statements: [{ text: wording.t('assistant.help-line', { phone, hours: wording.text(hours) }), sources: [0] }],
    sources: [{ id: 'help', title: wording.t('web.help.title'), href: '/help#call', text, edition: editionOf(text) }],
  }
}
