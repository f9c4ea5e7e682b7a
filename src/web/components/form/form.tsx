import type { ComponentChildren } from 'preact'
import { csrfField } from '../../../kernel/http/guard-origin.ts'
import type { View } from '../../view.ts'

export interface FormProps {
  view: View
  action: string
  children: ComponentChildren
  multipart?: boolean
  /** Where a page has several: what this one is for. */
  label?: string
}

/** A POST with the token against forgery. The browser does not validate: its bubbles are not in the reader's language. */
export function Form({ view, action, children, multipart, label }: FormProps) {
  return (
    <form method="post" action={action} noValidate aria-label={label} encType={multipart ? 'multipart/form-data' : undefined}>
      <input type="hidden" name={csrfField} value={view.csrf} />
      {children}
    </form>
  )
}
