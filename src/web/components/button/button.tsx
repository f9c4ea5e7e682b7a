import type { ComponentChildren } from 'preact'

export type ButtonKind = 'primary' | 'secondary' | 'danger'

export interface ButtonProps {
  children: ComponentChildren
  kind?: ButtonKind
  name?: string
  value?: string
}

export function Button({ children, kind = 'primary', name, value }: ButtonProps) {
  return <button class={`button button-${kind}`} type="submit" name={name} value={value}>{children}</button>
}
