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

/**
 * A POST with the token against forgery. The browser does not validate: its bubbles are not in the reader's language.
 * Without a label it is no landmark: its heading and its button name it, and a page with five landmarks of one name has none.
 */
export function Form({ view, action, children, multipart, label }: FormProps) {
  return (
    <form method="post" action={action} role={label === undefined ? 'none' : undefined} aria-label={label} noValidate encType={multipart ? 'multipart/form-data' : undefined}>
      <input type="hidden" name={csrfField} value={view.csrf} />
      {children}
    </form>
  )
}
