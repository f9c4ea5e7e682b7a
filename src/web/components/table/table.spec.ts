import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Table } from './table.tsx'

export const tableSpec: ComponentSpec = {
  title: 'Table',
  examples: [
    {
      name: 'Amounts',
      render: (view) => h(Table, { caption: 'What you receive', head: ['Service', 'Agency', 'Amount'], numeric: [2],
        rows: [['Child allowance', 'Sejong City', view.money(100_000)],
          ['First meeting voucher', 'Sejong City', view.money(2_000_000)]] }),
    },
  ],
  criteria: [
    'It has a caption, and its first cell names the row.',
    'Below 640 px each row is a card with labels.',
    'Figures line up.',
  ],
}
