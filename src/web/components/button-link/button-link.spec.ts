import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { ButtonLink } from './button-link.tsx'

export const buttonLinkSpec: ComponentSpec = {
  title: 'Button link',
  examples: [
    {
      name: 'Start',
      render: () => h(ButtonLink, { href: '/life-events/birth', children: 'Start' }),
    },
    {
      name: 'Secondary',
      render: () => h(ButtonLink, { href: '/my', kind: 'secondary', children: 'See my things' }),
    },
  ],
  criteria: [
    'It is a link and stays one: it leads, it changes nothing.',
  ],
}
