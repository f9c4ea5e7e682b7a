/** The shell around every page differs in few words between readers: it is drawn once a language, not once a request. */
import { mandateOf } from '../../kernel/http/principal.ts'
import { renderMarkup } from '../render.ts'
import { stencil, type Stencil } from '../stencil.ts'
import type { View } from '../view.ts'
import { PortalFooter } from './portal-footer.tsx'
import { PortalHeader, type HeaderWords } from './portal-header.tsx'
import { placeOf } from './reader-navigation.tsx'

const footers = new WeakMap<View['t'], string>()

/** The same for every reader of a language. */
export function footerOf(view: View): string {
  let footer = footers.get(view.t)
  if (footer === undefined) footers.set(view.t, (footer = renderMarkup(view, <PortalFooter view={view} />)))
  return footer
}

/** By language, then by what changes more than a word: who reads, and where. A few dozen each. */
const headers = new WeakMap<View['t'], Map<string, Stencil<keyof HeaderWords>>>()

export function headerOf(view: View): string {
  const { t, principal, path, unread } = view
  const under = mandateOf(principal)
  const place = principal.kind === 'resident' ? placeOf(path.split('?', 1)[0]!) : undefined
  const comesBack = path !== '/' && !path.startsWith('/sign-in')
  let ofLanguage = headers.get(t)
  if (!ofLanguage) headers.set(t, (ofLanguage = new Map()))
  const variant = `${principal.kind} ${view.demonstration} ${comesBack} ${place?.href} ${place?.current} ${under?.acts.join()}`
  let header = ofLanguage.get(variant)
  if (!header) {
    header = stencil(['csrf', 'path', 'next', 'name', 'inbox'], (words) => renderMarkup(view, <PortalHeader view={view} words={words} place={place} comesBack={comesBack} />))
    ofLanguage.set(variant, header)
  }
  return header({
    csrf: view.csrf, path, next: encodeURIComponent(path), name: under?.actorName ?? (principal.kind === 'anyone' ? '' : principal.name),
    inbox: unread > 0 ? t('web.nav.inbox-unread', { count: unread }) : t('web.nav.inbox'),
  })
}
