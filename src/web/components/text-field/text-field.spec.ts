import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { TextField } from './text-field.tsx'

export const textFieldSpec: ComponentSpec = {
  title: 'Text field',
  examples: [
    {
      name: 'Plain',
      render: () => h(TextField, { name: 'child-name', label: 'Name of the child', hint: 'Family name and given name.' }),
    },
    {
      name: 'With an error',
      render: () => h(TextField, { name: 'account', label: 'Bank account', hint: 'Bank and number.',
        error: 'Write the number of the account.', value: 'abc', inputmode: 'numeric', width: 20 }),
    },
    {
      name: 'Several lines',
      render: () => h(TextField, { name: 'reason', label: 'Reason', rows: 4, value: 'The certificate names another day.' }),
    },
  ],
  criteria: [
    'The label is always seen, never a placeholder.',
    'Hint and error are read with the field, hint first.',
    'The error says how to put it right.',
  ],
}
