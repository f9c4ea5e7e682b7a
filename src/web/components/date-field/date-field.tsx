import { useView } from '../../view-context.ts'
import { TextField } from '../text-field/text-field.tsx'

export interface DateFieldProps {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** `YYYY-MM-DD`, or what was typed instead. */
  value?: string | undefined
  autocomplete?: string
}

/** One field, typed: pickers are slow for dates of birth, and three fields make three chances to be wrong. */
export function DateField({ name, label, hint, error, value, autocomplete = 'off' }: DateFieldProps) {
  const { t } = useView()
  const form = t('web.date.hint', { example: '2026-03-09' })
  return (
    <TextField name={name} label={label} hint={hint === undefined ? form : t('web.date.hint-after', { hint, form })} error={error} value={value}
      inputmode="numeric" autocomplete={autocomplete} width={10} />
  )
}
