import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { SummaryList } from './summary-list.tsx'

export const summaryListSpec: ComponentSpec = {
  title: 'Summary list',
  examples: [
    {
      name: 'Facts',
      render: (view) => h(SummaryList, { rows: [{ key: 'Name', value: 'Haneul Kim' },
          { key: 'Date of birth', value: view.date('2026-03-09') }] }),
    },
    {
      name: 'With changes',
      render: () => h(SummaryList, { rows: [{ key: 'Bank account', value: 'Hangang Bank 110-000-000000',
          action: { href: '/components#account', label: 'Change' } },
          { key: 'City gas', value: 'No',
          action: { href: '/components#gas', label: 'Change' } }] }),
    },
  ],
  criteria: [
    'A link to change says what it changes.',
  ],
}
