import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { ErrorSummary } from './error-summary.tsx'

export const errorSummarySpec: ComponentSpec = {
  title: 'Error summary',
  examples: [
    {
      name: 'Two errors',
      render: (view) => h(ErrorSummary, { view, still: true,
        errors: [{ field: 'account', text: 'Write the number of the account.' },
          { field: 'consent', text: 'Decide: yes or no.' }] }),
    },
  ],
  criteria: [
    'It is the first thing on the page and has the focus.',
    'Each line leads to its field.',
    'The same words stand at the field.',
  ],
}
