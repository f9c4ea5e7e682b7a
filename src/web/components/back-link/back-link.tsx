import type { View } from '../../view.ts'

export function BackLink({ view, href }: { view: View; href: string }) {
  return <p class="back"><a href={href}>{view.t('web.back')}</a></p>
}
