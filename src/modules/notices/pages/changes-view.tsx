/** Changes of settings in words: one sentence each, and on the page of confirming what exactly becomes of it. */
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Plan, PlannedChange } from '../changes/plan-changes.ts'
import type { SettingChange } from '../changes/setting-change.ts'
import { kinds } from '../contract.ts'
import type { ContactRow } from '../index.ts'

/** Without any address: what may stand in a conversation. */
export function changeInWords({ t, pack }: Wording, change: SettingChange): string {
  switch (change.set) {
    case 'channel-first': case 'channel-off': return t(`notices.change.${change.set}`, { channel: t(`notices.channel.${change.channel}`) })
    case 'kinds-off': case 'kinds-on': return change.kinds.length === kinds.length ? t(`notices.change.all-${change.set}`) : t(`notices.change.${change.set}`, { kinds: change.kinds.map((kind) => t(`notices.kind.${kind}`)).join(' · ') })
    case 'frequency': return t('notices.change.frequency', { often: t(`notices.settings.${change.frequency}`) })
    case 'quiet': return t('notices.change.quiet', { from: change.from, until: change.until })
    case 'any-hour': return t('notices.change.any-hour')
    case 'language': return t('notices.change.language', { language: pack.languages.find(({ tag }) => tag === change.language)?.name ?? change.language })
    default: return change satisfies never
  }
}

/** The exact effect, as it is now. */
export function ChangesView({ view, plan: { changes, after } }: { view: View; plan: Plan }) {
  const { t } = view
  const first = after.contacts.find(({ state }) => state === 'confirmed')
  const moves = changes.some(({ change, outcome }) => outcome === 'changes' && change.set.startsWith('channel'))
  return (
    <>
      {changes.map((planned, at) => (
        <section class="part" key={at}>
          <h2>{changeInWords(view, planned.change)}</h2>
          <Becomes view={view} planned={planned} />
        </section>
      ))}
      {moves ? <p>{first === undefined ? t('notices.change.portal-only') : t('notices.change.goes-to', { channel: t(`notices.channel.${first.channel}`) })} {first === undefined ? null : <bdi>{shown(view, first)}</bdi>}</p> : null}
      <p>{t('notices.change.inbox')}</p>
    </>
  )
}

function Becomes({ view, planned: { change, outcome, contacts, kept } }: { view: View; planned: PlannedChange }) {
  const { t } = view
  const dropped = change.set === 'kinds-off' ? change.kinds.filter((kind) => !kept.includes(kind)) : []
  return (
    <>
      {outcome === 'changes' ? null : <p>{t(`notices.change.${outcome}`)}</p>}
      {change.set === 'channel-off' && contacts.length > 0 ? <><p>{t('notices.change.removes', { count: contacts.length })}</p><ul>{contacts.map((contact) => <li key={contact.id}><bdi>{shown(view, contact)}</bdi></li>)}</ul><p>{t('notices.change.alarms-too')}</p></> : null}
      {change.set === 'kinds-off' && change.kinds.length === kinds.length && dropped.length > 0 ? <><p>{t('notices.change.these')}</p><ul>{dropped.map((kind) => <li key={kind}>{t(`notices.kind.${kind}`)}</li>)}</ul></> : null}
      {kept.length === 0 ? null : (
        <>
          <p>{t('notices.change.come-still')}</p>
          <ul>{kept.map((kind) => <li key={kind}>{keptInWords(view, kind)}</li>)}</ul>
        </>
      )}
    </>
  )
}

/** Which law lets nobody refuse it, or that it protects the person. */
function keptInWords({ t, text, pack }: Wording, kind: (typeof kinds)[number]): string {
  const source = pack.notices.find((notice) => notice.kind === kind)?.source
  return source === undefined ? t('notices.settings.always-alarm', { kind: t(`notices.kind.${kind}`) }) : t('notices.settings.always-because', { kind: t(`notices.kind.${kind}`), law: text(source.law), article: source.article })
}

const shown = ({ t }: Wording, { channel, address }: ContactRow): string => (channel === 'push' ? t('notices.channel.push.this') : address)
