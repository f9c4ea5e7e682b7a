/** What is said to whoever wants to be told otherwise: that it can be changed on its own page, and what nobody can switch off, with its law. */
import type { Wording } from '../../../web/wordings.ts'
import { alarms, type SettingChange } from '../../notices/index.ts'
import type { Answer, Source, Statement } from '../contract.ts'
import { editionOf, lawInWords } from '../knowledge/sections.ts'

export function aboutSetting(wording: Wording, changes: readonly SettingChange[]): Pick<Answer, 'kind' | 'phrase' | 'statements' | 'sources' | 'setting'> {
  if (changes.length === 0) return { kind: 'setting', phrase: 'setting-which', statements: [], sources: [] }
  const refused = changes.flatMap((change) => (change.set === 'kinds-off' ? change.kinds : []))
  const kept = refused.flatMap((kind) => keptBecause(wording, kind) ?? [])
  const isKept = kept.length > 0 && kept.length === refused.length && changes.every(({ set }) => set === 'kinds-off')
  return {
    kind: 'setting', phrase: isKept ? 'setting-kept' : 'setting', statements: kept.map(({ text }, at): Statement => ({ text, sources: [at] })), sources: kept,
    ...(isKept ? {} : { setting: [...changes] }),
  }
}

/** The law that the pack names, or that it protects the person. */
function keptBecause(wording: Wording, kind: string): Source | undefined {
  const { t, text: inWords, pack } = wording
  const law = pack.notices.find((notice) => notice.kind === kind)?.source
  const base = { id: `notice:${kind}`, title: t('notices.settings.title'), href: `/my/inbox/settings#${kind}` }
  if (law !== undefined) {
    const text = t('notices.settings.always-because', { kind: t(`notices.kind.${kind}`), law: inWords(law.law), article: law.article })
    return { ...base, law: lawInWords(wording, law), text, edition: editionOf(text) }
  }
  if (!(alarms as readonly string[]).includes(kind)) return undefined
  const text = t('notices.settings.always-alarm', { kind: t(`notices.kind.${kind}`) })
  return { ...base, text, edition: editionOf(text) }
}
