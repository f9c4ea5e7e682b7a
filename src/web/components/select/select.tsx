import { describedBy, FieldError, FieldGroup, FieldHint } from '../field/field.tsx'

export interface SelectProps {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  value?: string | undefined
  items: readonly { value: string; label: string }[]
}

/** One of many, where radios would fill the page. The first item says what no choice means, and stands for a value that is not among them. */
export function Select({ name, label, hint, error, value, items }: SelectProps) {
  const chosen = items.find((item) => item.value === value) ?? items[0]
  return (
    <FieldGroup error={error}>
      <label class="label" for={name}>{label}</label>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      <select class="input" id={name} name={name} aria-describedby={describedBy({ name, hint, error })} aria-invalid={error === undefined ? undefined : 'true'}>
        {items.map((item) => <option key={item.value} value={item.value} selected={item === chosen}>{item.label}</option>)}
      </select>
    </FieldGroup>
  )
}
