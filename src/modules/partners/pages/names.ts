import type { RegisterField } from '../../../../packages/pack-kit/schema/register.ts'
import type { View } from '../../../web/view.ts'

export const registerName = (view: View, id: string) => view.text(view.pack.registers.find((register) => register.id === id)?.name ?? {}) || id

/** @param name `register.field` */
export function fieldIn(view: View, name: string): { register: string; label: string; definition: RegisterField | undefined } {
  const [register = '', field = ''] = name.split('.')
  const definition = view.pack.registers.find(({ id }) => id === register)?.fields[field]
  return { register, label: view.text(definition?.label ?? {}) || name, definition }
}

export const purposeName = (view: View, id: string) => view.text(view.pack.purposes.find((purpose) => purpose.id === id)?.name ?? {}) || id
