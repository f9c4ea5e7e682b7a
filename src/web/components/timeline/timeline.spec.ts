import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Timeline } from './timeline.tsx'

export const timelineSpec: ComponentSpec = {
  title: 'Timeline',
  examples: [
    {
      name: 'An application',
      render: (view) => h(Timeline, { items: [{ when: view.date('2026-03-09'), title: 'You sent the application' },
          { when: view.date('2026-03-10'), title: 'The city asks you something', state: 'now',
        children: h('p', null, 'Which hospital?') },
          { when: view.date('2026-03-17'), title: 'Decision due', state: 'next' }] }),
    },
  ],
  criteria: [
    'In the order of time.',
    'What happens now is marked for screen readers as well.',
  ],
}
