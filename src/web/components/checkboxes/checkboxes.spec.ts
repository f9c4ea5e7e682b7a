import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Checkboxes } from './checkboxes.tsx'

export const checkboxesSpec: ComponentSpec = {
  title: 'Checkboxes',
  examples: [
    {
      name: 'Some chosen',
      render: () => h(Checkboxes, { name: 'services', legend: 'What do you apply for?', hint: 'Choose all that fit.', values: ['allowance'],
        items: [{ value: 'allowance', label: 'Child allowance' },
          { value: 'voucher', label: 'First meeting voucher', hint: '2,000,000 won once' }] }),
    },
    {
      name: 'With an error',
      render: () => h(Checkboxes, { name: 'parts', legend: 'Which parts?',
        error: 'Choose at least one.', values: [],
        items: [{ value: 'a', label: 'Electricity' },
          { value: 'b', label: 'Gas' }] }),
    },
  ],
  criteria: [
    'Each can be chosen by itself.',
    'The whole row can be pressed.',
  ],
}
