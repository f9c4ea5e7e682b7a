import type { View } from '../view.ts'

const places = [
  { href: '/my', key: 'web.nav.to-do' },
  { href: '/my/applications', key: 'web.nav.applications' },
  { href: '/my/documents', key: 'web.nav.documents' },
  { href: '/my/inbox', key: 'web.nav.inbox' },
  { href: '/my/data', key: 'web.nav.data' },
  { href: '/settings', key: 'web.nav.settings' },
] as const

/** What belongs to the resident who is signed in. */
export function ReaderNavigation({ view }: { view: View }) {
  const { t, unread } = view
  const path = view.path.split('?', 1)[0]!
  return (
    <nav class="places" aria-label={t('web.nav.mine')}>
      <ul class="frame">
        {places.map(({ href, key }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent(path, href)}>
              {key === 'web.nav.inbox' && unread > 0 ? t('web.nav.inbox-unread', { count: unread }) : t(key)}
            </a>
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
