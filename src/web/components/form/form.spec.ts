import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { Button } from '../button/button.tsx'
import { TextField } from '../text-field/text-field.tsx'
import { Form } from './form.tsx'

export const formSpec: ComponentSpec = {
  title: 'Form',
  examples: [
    {
      name: 'One field and its button',
      render: (view) => h(Form, { view, action: '/components', children: [
        h(TextField, { name: 'answer', label: 'Your answer', rows: 3 }), h(Button, { children: 'Send the answer' }),
      ] }),
    },
  ],
  criteria: [
    'It carries the token against forgery.',
    'The browser’s own validation is off: errors come from the server, in the reader’s language.',
  ],
}
