/** On every page of whoever answers for an agency's machines: one of them called from two places, so somebody has a copy of its key. Until they have looked. */
import type { View } from '../view.ts'

export function CopiedBanner({ view: { t, copied, path } }: { view: View }) {
  if (copied.length === 0 || path.startsWith('/console/devices')) return null
  return (
    <section class="banner acting" aria-label={t('devices.alarm.label')}>
      <div class="frame"><p>{t('devices.alarm', { count: copied.length, name: copied[0]! })} <a href="/console/devices">{t('devices.alarm.look')}</a></p></div>
    </section>
  )
}
