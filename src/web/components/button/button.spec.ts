import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Button } from './button.tsx'

export const buttonSpec: ComponentSpec = {
  title: 'Button',
  examples: [
    {
      name: 'Primary',
      render: () => h(Button, { children: 'Send the application' }),
    },
    {
      name: 'Secondary',
      render: () => h(Button, { kind: 'secondary', children: 'Ask again' }),
    },
    {
      name: 'Danger',
      render: () => h(Button, { kind: 'danger', name: 'act', value: 'withdraw', children: 'Withdraw the application' }),
    },
  ],
  criteria: [
    'A verb with its object.',
    'Only the next step is filled.',
    'At least 48 px high.',
  ],
}
