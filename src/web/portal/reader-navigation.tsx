import type { View } from '../view.ts'

const places = [
  { href: '/my', key: 'web.nav.to-do', act: 'applications' },
  { href: '/my/applications', key: 'web.nav.applications', act: 'applications' },
  { href: '/my/documents', key: 'web.nav.documents', act: 'documents' },
  { href: '/my/inbox', key: 'web.nav.inbox', act: 'notices' },
  { href: '/my/data', key: 'web.nav.data', act: 'data' },
  { href: '/my/mandates', key: 'web.nav.mandates', act: null },
  { href: '/settings', key: 'web.nav.settings', act: null },
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

/** What belongs to the resident who is signed in; of another for whom they act, what they may do there. */
export function ReaderNavigation({ view: { t }, place, inbox, acts }: { view: View; place: Place | undefined; inbox: string; acts?: readonly string[] | undefined }) {
  return (
    <nav class="places" aria-label={t('web.nav.mine')}>
      <ul class="frame">
        {places.filter(({ act }) => acts === undefined || (act !== null && acts.includes(act))).map(({ href, key }) => (
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
