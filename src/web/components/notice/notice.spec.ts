import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Notice } from './notice.tsx'

export const noticeSpec: ComponentSpec = {
  title: 'Notice',
  examples: [
    {
      name: 'Information',
      render: () => h(Notice, { title: 'The register answers slowly today',
        children: h('p', null, 'You can go on. What is missing is asked for later.') }),
    },
    {
      name: 'Attention',
      render: () => h(Notice, { kind: 'attention', title: 'Three days left to answer' }),
    },
    {
      name: 'Done',
      render: () => h(Notice, { kind: 'done', title: 'Your application is sent',
        children: h('p', null, 'You get a message at each step.') }),
    },
    {
      name: 'Refused',
      render: () => h(Notice, { kind: 'refused', title: 'The diaper grant was refused',
        children: h('p', null, 'Your income is above the limit of this grant.') }),
    },
  ],
  criteria: [
    'The title says it; the colour repeats it.',
    'One a page.',
  ],
}
