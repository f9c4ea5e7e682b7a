import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Radios } from './radios.tsx'

export const radiosSpec: ComponentSpec = {
  title: 'Radios',
  examples: [
    {
      name: 'A list',
      render: () => h(Radios, { name: 'sex', legend: 'Sex of the child', value: 'female',
        items: [{ value: 'female', label: 'Girl' },
          { value: 'male', label: 'Boy' }] }),
    },
    {
      name: 'Side by side',
      render: () => h(Radios, { name: 'gas', legend: 'Does your home use city gas?', inline: true,
        items: [{ value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' }] }),
    },
    {
      name: 'With an error',
      render: () => h(Radios, { name: 'consent', legend: 'May the health centre see these facts?',
        error: 'Decide: yes or no.',
        items: [{ value: 'yes', label: 'Yes', hint: 'Until 30 November 2026.' },
          { value: 'no', label: 'No' }] }),
    },
  ],
  criteria: [
    'Nothing is chosen beforehand unless it was saved.',
    'The whole row can be pressed.',
    'The error summary leads to the first answer.',
  ],
}
