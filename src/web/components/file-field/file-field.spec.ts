import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { FileField } from './file-field.tsx'

export const fileFieldSpec: ComponentSpec = {
  title: 'File field',
  examples: [
    { name: 'Plain', render: () => h(FileField, { name: 'process', label: 'File', hint: 'BPMN 2.0, at most 1 MB.', accept: '.bpmn' }) },
    { name: 'With an error', render: () => h(FileField, { name: 'process-wrong', label: 'File', error: 'This is no XML. Choose another file.' }) },
  ],
  criteria: ['The label is always seen.', 'Hint and error are read with the field, hint first.', 'The error says what is wrong with the file.'],
}
