import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { BackLink } from './back-link.tsx'

export const backLinkSpec: ComponentSpec = {
  title: 'Back link',
  examples: [
    {
      name: 'Back',
      render: (view) => h(BackLink, { view, href: '/' }),
    },
  ],
  criteria: [
    'It leads to the page before, with everything saved.',
  ],
}
