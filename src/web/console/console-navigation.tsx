/** Where an official can go, in three: the work of the day, what concerns the agency and its law, and what is one's own. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { isCurrent } from '../portal/reader-navigation.tsx'
import type { View } from '../view.ts'

interface Way {
  href: string
  key: string
  /** For everybody without it. */
  open?(official: Official, pack: Pack): boolean
}

const has = (role: Official['roles'][number]) => ({ roles }: Official) => roles.includes(role)

const work: Way[] = [
  { href: '/console', key: 'web.console.inbox' },
  { href: '/console/conversations', key: 'assistant.console.nav', open: has('caseworker') },
  { href: '/console/mandates', key: 'mandates.office.title', open: (official, pack) => has('caseworker')(official) && pack.mandates.some(({ recordedAt }) => recordedAt?.includes(official.agency)) },
  { href: '/console/registrations', key: 'registration.office.nav', open: (official, pack) => has('caseworker')(official) && pack.registration?.agencies.includes(official.agency) === true },
  { href: '/console/counter', key: 'counter.title', open: (official, pack) => has('counter-clerk')(official) && pack.counters?.agencies.includes(official.agency) === true },
  { href: '/console/payments', key: 'payments.title', open: has('payment-clerk') },
  { href: '/console/sealed', key: 'exchange.covert.nav', open: has('investigator') },
]

const agency: Way[] = [
  { href: '/console/team', key: 'web.console.team', open: has('administrator') },
  { href: '/console/letters', key: 'letters.office.title', open: (official, pack) => has('caseworker')(official) && pack.purposes.some(({ id, agency: of }) => id === pack.registration?.letter?.purpose && of === official.agency) },
  { href: '/console/services', key: 'catalogue.studio.title', open: has('service-owner') },
  { href: '/console/rules', key: 'rules.editor.title' },
  { href: '/console/programs', key: 'programs.title', open: has('administrator') },
  { href: '/console/devices', key: 'devices.title', open: (official, pack) => has('administrator')(official) && pack.credentials.some(({ about }) => about === 'device') },
  { href: '/console/partners', key: 'partners.office.title', open: (official, pack) => has('administrator')(official) && official.agency === pack.companies?.overseer },
  { href: '/console/cards', key: 'credentials.desk.title', open: (official, pack) => has('card-officer')(official) && pack.credentials.some((type) => type.agency === official.agency && type.about === undefined) },
  { href: '/console/trust', key: 'trust.title', open: (official, pack) => has('trust-officer')(official) && official.agency === pack.trust?.agency },
  { href: '/console/pass', key: 'notices.pass.title', open: has('administrator') },
  { href: '/console/log', key: 'exchange.log-state.nav', open: has('administrator') },
]

const own: Way[] = [
  { href: '/console/official-id', key: 'web.console.official-id', open: (_official, pack) => pack.credentials.some(({ about }) => about === 'official') },
  { href: '/console/passkeys', key: 'identity.passkeys.own' },
]

interface Ways { view: View; official: Official }

/** Fewer of the agency's stand beside the work: nobody opens a list to find two. */
const enough = 3

export function ConsoleNavigation({ view, official }: Ways) {
  const open = ({ open: isOpen }: Way) => isOpen === undefined || isOpen(official, view.pack)
  const ofAgency = agency.filter(open)
  const apart = ofAgency.length >= enough
  const path = pathOf(view)
  return (
    <nav class="places" aria-label={view.t('web.console.nav')}>
      <ul class="frame">
        {itemsOf(view, apart ? work.filter(open) : [...work.filter(open), ...ofAgency])}
        {apart
          ? (
            <li>
              <details open={ofAgency.some(({ href }) => isCurrent(path, href) !== undefined)}>
                <summary>{view.t('web.console.nav.agency')}</summary>
                <ul>{itemsOf(view, ofAgency)}</ul>
              </details>
            </li>
          )
          : null}
      </ul>
    </nav>
  )
}

export const ownWays = ({ view, official }: Ways) => own.filter(({ open }) => open === undefined || open(official, view.pack)).map(({ href, key }) => (
  <a key={href} href={href} aria-current={isCurrent(pathOf(view), href)}>{view.t(key)}</a>))

const itemsOf = (view: View, ways: Way[]) => ways.map(({ href, key }) => <li key={href}><a href={href} aria-current={isCurrent(pathOf(view), href)}>{view.t(key)}</a></li>)

const pathOf = ({ path }: View) => path.split('?', 1)[0]!
