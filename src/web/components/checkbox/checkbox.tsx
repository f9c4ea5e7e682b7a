import type { ComponentChildren } from 'preact'
import { ChoiceRow } from '../radios/radios.tsx'

export interface CheckboxProps {
  name: string
  value: string
  label: ComponentChildren
  checked?: boolean
  hint?: string | undefined
  /** Where several share a name. */
  id?: string
}

/** One statement to agree to, or one thing to choose in a list of ours. */
export function Checkbox({ name, value, label, checked = false, hint, id = name }: CheckboxProps) {
  return <ChoiceRow type="checkbox" name={name} id={id} item={{ value, label, hint }} checked={checked} />
}
