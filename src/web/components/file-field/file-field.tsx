import { describedBy, FieldError, FieldGroup, FieldHint } from '../field/field.tsx'

export interface FileFieldProps {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Endings that the browser offers first; others can be chosen all the same. */
  accept?: string
}

/** The form around it is `multipart`. Browsers let nobody else fill it in: after a mistake the file is chosen again. */
export function FileField({ name, label, hint, error, accept }: FileFieldProps) {
  return (
    <FieldGroup error={error}>
      <label class="label" for={name}>{label}</label>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      <input class="input" type="file" id={name} name={name} accept={accept} aria-describedby={describedBy({ name, hint, error })} aria-invalid={error === undefined ? undefined : 'true'} />
    </FieldGroup>
  )
}
