import { describedBy, FieldError, FieldGroup, FieldHint } from '../field/field.tsx'

export interface TextFieldProps {
  name: string
  /** Where several share a name. */
  id?: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'search'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search'
  autocomplete?: string
  /** Characters that are expected. */
  width?: 4 | 10 | 20
  /** More than one line: a text area of that height. */
  rows?: number
  /** Of what is typed, where it is not the page's: screen readers and spelling follow it. */
  language?: { html: string; dir: 'ltr' | 'rtl' }
}

export function TextField({ name, id = name, label, hint, error, value, type = 'text', inputmode, autocomplete, width, rows, language }: TextFieldProps) {
  const shared = {
    id, name, autocomplete, inputMode: inputmode, lang: language?.html, dir: language?.dir,
    'aria-describedby': describedBy({ name: id, hint, error }), 'aria-invalid': error === undefined ? undefined : 'true' as const,
  }
  return (
    <FieldGroup error={error}>
      <label class="label" for={id}>{label}</label>
      <FieldHint name={id} hint={hint} />
      <FieldError name={id} error={error} />
      {rows === undefined
        // Preact's types demand one literal here: they tie each to the roles it may have.
        ? <input class={width === undefined ? 'input' : `input input-${width}`} type={type as 'text'} value={value} {...shared} />
        : <textarea class="input" rows={rows} value={value} {...shared} />}
    </FieldGroup>
  )
}
