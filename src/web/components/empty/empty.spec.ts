import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Empty } from './empty.tsx'

export const emptySpec: ComponentSpec = {
  title: 'Empty',
  examples: [
    {
      name: 'No applications',
      render: () => h(Empty, { title: 'No applications yet',
        children: h('p', null, 'They will stand here after you start one.') }),
    },
  ],
  criteria: [
    'Says what will stand here, and when.',
  ],
}
