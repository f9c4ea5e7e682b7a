import type { View } from '../../view.ts'

export function Breadcrumbs({ view, items }: { view: View; items: readonly { href: string; label: string }[] }) {
  return (
    <nav class="breadcrumbs" aria-label={view.t('web.breadcrumbs')}>
      <ol>{items.map(({ href, label }) => <li key={href}><a href={href}>{label}</a></li>)}</ol>
    </nav>
  )
}
