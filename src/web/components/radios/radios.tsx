import type { ComponentChildren } from 'preact'
import { describedBy, FieldError, FieldGroup, FieldHint } from '../field/field.tsx'

export interface Choice {
  value: string
  label: ComponentChildren
  hint?: string | undefined
}

export interface RadiosProps {
  name: string
  legend: string
  /** Whose question it is, where a page asks it of several; for ears, to whom the heading above is far away. */
  of?: string | undefined
  hint?: string | undefined
  error?: string | undefined
  value?: string | undefined
  items: Choice[]
  /** Side by side: two short answers only. */
  inline?: boolean
}

export function Radios({ name, legend, of, hint, error, value, items, inline }: RadiosProps) {
  return (
    <FieldGroup error={error}>
      <fieldset aria-describedby={describedBy({ name, hint, error })}>
        <legend class="label">{of === undefined ? null : <span class="hidden">{of}, </span>}{legend}</legend>
        <FieldHint name={name} hint={hint} />
        <FieldError name={name} error={error} />
        <div class={inline ? 'choices choices-inline' : 'choices'}>
          {items.map((item, at) => (
            <ChoiceRow key={item.value} type="radio" name={name} id={choiceId(name, at)} item={item} checked={item.value === value} />
          ))}
        </div>
      </fieldset>
    </FieldGroup>
  )
}

/** The first carries the name of the group, so that the error summary leads to it. */
export const choiceId = (name: string, at: number) => (at === 0 ? name : `${name}-${at + 1}`)

interface ChoiceRowProps {
  type: 'radio' | 'checkbox'
  name: string
  id: string
  item: Choice
  checked: boolean
}

export function ChoiceRow({ type, name, id, item, checked }: ChoiceRowProps) {
  const hintId = item.hint === undefined ? undefined : `${id}-item-hint`
  return (
    <div class="choice">
      <input type={type} id={id} name={name} value={item.value} checked={checked} aria-describedby={hintId} />
      <label for={id}>{item.label}</label>
      {item.hint === undefined ? null : <p class="hint" id={hintId}>{item.hint}</p>}
    </div>
  )
}
