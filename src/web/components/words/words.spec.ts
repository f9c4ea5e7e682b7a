import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Words } from './words.tsx'

export const wordsSpec: ComponentSpec = {
  title: 'Words',
  examples: [
    { name: 'In the reader’s language', render: (view) => h('p', null, h(Words, { view, text: { [view.language.tag]: 'Child allowance' } })) },
    { name: 'Only in another', render: (view) => h('p', null, h(Words, { view, text: { [view.pack.defaultLanguage]: '아동수당' } })) },
  ],
  criteria: ['A text in another language carries that language.'],
}
