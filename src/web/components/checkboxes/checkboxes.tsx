import { describedBy, FieldError, FieldGroup, FieldHint } from '../field/field.tsx'
import { choiceId, ChoiceRow, type Choice } from '../radios/radios.tsx'

export interface CheckboxesProps {
  name: string
  legend: string
  /** Whose question it is, where a page asks it of several; for ears, to whom the heading above is far away. */
  of?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  values: readonly string[]
  items: Choice[]
}

export function Checkboxes({ name, legend, of, hint, error, values, items }: CheckboxesProps) {
  return (
    <FieldGroup error={error}>
      <fieldset aria-describedby={describedBy({ name, hint, error })}>
        <legend class="label">{of === undefined ? null : <span class="hidden">{of}, </span>}{legend}</legend>
        <FieldHint name={name} hint={hint} />
        <FieldError name={name} error={error} />
        <div class="choices">
          {items.map((item, at) => (
            <ChoiceRow key={item.value} type="checkbox" name={name} id={choiceId(name, at)} item={item} checked={values.includes(item.value)} />
          ))}
        </div>
      </fieldset>
    </FieldGroup>
  )
}
