import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Tag } from '../tag/tag.tsx'
import { LinkList } from './link-list.tsx'

export const linkListSpec: ComponentSpec = {
  title: 'Link list',
  examples: [
    {
      name: 'Applications',
      render: () => h(LinkList, {
        items: [
          {
            href: '/my/applications', title: 'A child is born', description: 'Sent on 9 March 2026',
            tag: h(Tag, { kind: 'info', children: 'Being decided' }),
          },
          {
            href: '/my/documents', title: 'Moving house', description: 'Decided on 2 February 2026',
            tag: h(Tag, { kind: 'done', children: 'Approved' }),
          },
        ],
      }),
    },
  ],
  criteria: [
    'The title is the link; the rest describes it.',
  ],
}
