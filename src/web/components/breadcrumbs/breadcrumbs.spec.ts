import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'

export const breadcrumbsSpec: ComponentSpec = {
  title: 'Breadcrumbs',
  examples: [
    {
      name: 'Two levels',
      render: (view) => h(Breadcrumbs, { view,
        items: [{ href: '/', label: 'Home' },
          { href: '/life-events/birth', label: 'A child is born' }] }),
    },
  ],
  criteria: [
    'The pages above this one, not this one.',
  ],
}
