import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Checkbox } from './checkbox.tsx'

export const checkboxSpec: ComponentSpec = {
  title: 'Checkbox',
  examples: [
    {
      name: 'A statement',
      render: () => h(Checkbox, { name: 'true', value: 'yes', label: 'My answers are true.' }),
    },
    {
      name: 'Chosen, with a hint',
      render: () => h(Checkbox, { name: 'mail', value: 'yes', checked: true, label: 'Tell me by mail', hint: 'Once for each decision.' }),
    },
  ],
  criteria: [
    'Never chosen beforehand for consent.',
  ],
}
