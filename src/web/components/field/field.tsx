/** What all fields share: the hint and the error, and how they are tied to the control (GOV.UK form group). */
import type { ComponentChildren } from 'preact'
import { useView } from '../../view-context.ts'

export interface FieldTexts {
  name: string
  hint?: string | undefined
  error?: string | undefined
}

/** Value of `aria-describedby`: hint first, then error, as they stand on the page. */
export function describedBy({ name, hint, error }: FieldTexts): string | undefined {
  if (hint === undefined) return error === undefined ? undefined : `${name}-error`
  return error === undefined ? `${name}-hint` : `${name}-hint ${name}-error`
}

export function FieldHint({ name, hint }: { name: string; hint: string | undefined }) {
  return hint === undefined ? null : <p class="hint" id={`${name}-hint`}>{hint}</p>
}

export function FieldError({ name, error }: { name: string; error: string | undefined }) {
  const { t } = useView()
  return error === undefined ? null
    : <p class="field-error" id={`${name}-error`}><span class="hidden">{t('web.error.prefix')} </span>{error}</p>
}

export function FieldGroup({ error, children }: { error: string | undefined; children: ComponentChildren }) {
  return <div class={error === undefined ? 'field' : 'field field-wrong'}>{children}</div>
}
