import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Select } from './select.tsx'

const items = [{ value: '', label: 'Every agency' }, { value: 'city', label: 'City office' }, { value: 'tax', label: 'Tax office' }]

export const selectSpec: ComponentSpec = {
  title: 'Select',
  examples: [
    { name: 'Plain', render: () => h(Select, { name: 'agency', label: 'Agency', items, value: 'city' }) },
    { name: 'What was sent is not among them', render: () => h(Select, { name: 'agency-unknown', label: 'Agency of the sender', items: items.slice(1), value: '' }) },
    { name: 'With an error', render: () => h(Select, { name: 'agency-wrong', label: 'Agency', hint: 'Who decides it.', error: 'Choose an agency of the list.', items }) },
  ],
  criteria: ['The label is always seen.', 'Nothing happens until the form is sent.', 'The first item says what no choice means.'],
}
