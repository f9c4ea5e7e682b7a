import type { View } from '../view.ts'

const places = [
  { href: '/my', key: 'web.nav.to-do' },
  { href: '/my/applications', key: 'web.nav.applications' },
  { href: '/my/documents', key: 'web.nav.documents' },
  { href: '/my/inbox', key: 'web.nav.inbox' },
  { href: '/my/data', key: 'web.nav.data' },
  { href: '/settings', key: 'web.nav.settings' },
] as const

/** Where in the navigation a page stands: at the place itself, or below it. */
export interface Place { href: string; current: 'page' | 'true' }

/** @param path without its query */
export function placeOf(path: string): Place | undefined {
  for (const { href } of places) {
    const current = isCurrent(path, href)
    if (current) return { href, current }
  }
  return undefined
}

/** What belongs to the resident who is signed in. */
export function ReaderNavigation({ view: { t }, place, inbox }: { view: View; place: Place | undefined; inbox: string }) {
  return (
    <nav class="places" aria-label={t('web.nav.mine')}>
      <ul class="frame">
        {places.map(({ href, key }) => (
          <li key={href}>
            <a href={href} aria-current={place?.href === href ? place.current : undefined}>{key === 'web.nav.inbox' ? inbox : t(key)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The page itself, or one below it. */
export function isCurrent(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page'
  return href !== '/my' && href !== '/console' && path.startsWith(`${href}/`) ? 'true' : undefined
}
