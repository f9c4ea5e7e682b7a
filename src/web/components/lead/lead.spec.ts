import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Lead } from './lead.tsx'

export const leadSpec: ComponentSpec = {
  title: 'Lead',
  examples: [
    {
      name: 'Lead',
      render: () => h(Lead, { children: 'One submission goes to nine agencies.' }),
    },
  ],
  criteria: [
    'One sentence, under the heading.',
  ],
}
