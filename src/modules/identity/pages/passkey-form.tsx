/** A form that a passkey ceremony fills in; without script it is not shown, and the page says what to do instead. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../../web/components/button/button.tsx'
import { csrfField } from '../../../kernel/http/guard-origin.ts'
import type { View } from '../../../web/view.ts'

export interface PasskeyFormProps {
  view: View
  action: string
  ceremony: 'register' | 'sign-in'
  options: object
  label: string
  next?: string | undefined
  /** What is asked besides. */
  children?: ComponentChildren
}

export function PasskeyForm({ view, action, ceremony, options, label, next, children }: PasskeyFormProps) {
  return (
    <form method="post" action={action} data-ceremony={ceremony} data-options={JSON.stringify(options)} hidden>
      <input type="hidden" name={csrfField} value={view.csrf} />
      <input type="hidden" name="response" value="" />
      {next === undefined ? null : <input type="hidden" name="next" value={next} />}
      {children}
      <p class="field-error" data-failed hidden>{view.t('identity.passkey.failed')}</p>
      <Button kind="secondary">{label}</Button>
    </form>
  )
}
