import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { DateField } from './date-field.tsx'

export const dateFieldSpec: ComponentSpec = {
  title: 'Date field',
  examples: [
    {
      name: 'Plain',
      render: () => h(DateField, { name: 'born', label: 'Date of birth' }),
    },
    {
      name: 'With an error',
      render: () => h(DateField, { name: 'moved', label: 'Day of the move', hint: 'The day you slept there first.', value: '2026-02-31',
        error: 'Write a real date, with year, month and day.' }),
    },
  ],
  criteria: [
    'One field; digits on a phone.',
    'What was typed stays, also when it is wrong.',
  ],
}
