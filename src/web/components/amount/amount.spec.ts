import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Amount } from './amount.tsx'

export const amountSpec: ComponentSpec = {
  title: 'Amount',
  examples: [
    {
      name: 'Won',
      render: (view) => h(Amount, { children: view.money(4_200_000) }),
    },
  ],
  criteria: [
    'The largest thing after the heading.',
  ],
}
