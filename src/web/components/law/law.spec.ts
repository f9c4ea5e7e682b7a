import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Law } from './law.tsx'

export const lawSpec: ComponentSpec = {
  title: 'Law',
  examples: [
    {
      name: 'Checked',
      render: (view) => h(Law, { view,
        source: { law: { [view.pack.defaultLanguage]: 'Child Allowance Act' }, article: 'Article 4(1)',
          asOf: '2026-01-01' } }),
    },
    {
      name: 'Not checked yet',
      render: (view) => h(Law, { view,
        source: { law: { [view.pack.defaultLanguage]: 'Act on Welfare of Children' }, article: 'Article 5',
          asOf: '2026-01-01', unverified: true, url: 'https://example.org/law' } }),
    },
  ],
  criteria: [
    'Law, article and day of the text.',
    'What nobody has checked says so.',
  ],
}
