import type { View } from '../view.ts'
import { version } from '../version.ts'

const links = [
  { href: '/help', key: 'web.footer.help' },
  { href: '/verify', key: 'web.footer.verify' },
  { href: '/settings', key: 'web.footer.display' },
  { href: '/accessibility', key: 'web.footer.accessibility' },
  { href: '/help#data', key: 'web.footer.privacy' },
  { href: '/docs', key: 'web.footer.docs' },
] as const

/** Help in the same place on every page (WCAG 2.2, 3.2.6), then what the site is. */
export function PortalFooter({ view }: { view: View }) {
  const { t, pack } = view
  return (
    <footer class="footer">
      <section class="help-band" aria-labelledby="find-help">
        <div class="frame">
          <h2 id="find-help">{t('web.help-band.title')}</h2>
          <p>
            <a class="phone" href={`tel:${pack.helpLine.phone}`}>{t('web.help-band.call', { phone: pack.helpLine.phone })}</a>
            {' '}<span class="hours">{view.text(pack.helpLine.hours)}</span>
          </p>
          <p><a href="/help">{t('web.help-band.more')}</a></p>
        </div>
      </section>
      <div class="frame footer-row">
        <ul>{links.map(({ href, key }) => <li key={href}><a href={href}>{t(key)}</a></li>)}{pack.companies ? <li><a href="/partners">{t('partners.title')}</a></li> : null}</ul>
        <p>{t('web.footer.version', { version })}</p>
      </div>
    </footer>
  )
}
