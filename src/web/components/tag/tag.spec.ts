import { Fragment, h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Tag } from './tag.tsx'

export const tagSpec: ComponentSpec = {
  title: 'Tag',
  examples: [
    {
      name: 'All kinds',
      render: () => h(Fragment, null, h(Tag, { children: 'Draft' }), ' ',
        h(Tag, { kind: 'info', children: 'Being decided' }), ' ',
        h(Tag, { kind: 'attention', children: 'Waits for you' }), ' ',
        h(Tag, { kind: 'done', children: 'Approved' }), ' ',
        h(Tag, { kind: 'refused', children: 'Refused' })),
    },
  ],
  criteria: [
    'A state in a word or two, never only a colour.',
  ],
}
