import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Details } from './details.tsx'

export const detailsSpec: ComponentSpec = {
  title: 'Details',
  examples: [
    {
      name: 'Why',
      render: () => h(Details, { summary: 'Why',
        children: h('p', null, 'Your household has three children, counted on the day of birth.') }),
    },
  ],
  criteria: [
    'Works by keyboard and without a script.',
    'Open in print.',
  ],
}
