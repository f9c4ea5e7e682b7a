/** Folded away until somebody does not agree: until when one may object, who decides then, and the words. */
import type { ComponentChildren } from 'preact'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { type Against, objectionBy } from '../clocks/days-after.ts'
import type { View } from '../../../web/view.ts'

/** @property until `YYYY-MM-DD` @property children what holds meanwhile */
export function ObjectionForm({ view, against, until, action, field, errors, typed, children }: { view: View; against: Against; until: string; action: string; field: string; errors: readonly FormError[]; typed: string | undefined; children?: ComponentChildren }) {
  const objection = objectionBy(view.pack, against)
  if (objection === undefined) return null
  const error = errors.find((candidate) => candidate.field === field)?.text
  return (
    <Details summary={view.t('cases.objection.until', { date: view.date(until) })} open={error !== undefined}>
      <p>{view.t('cases.objection.lead', { days: objection.decision.days })}</p>
      {children}
      <Law view={view} source={objection.within.source} />
      <Form view={view} action={action}>
        <TextField name="plea" id={field} label={view.t('cases.objection.plea')} hint={view.t('cases.objection.plea-hint')} rows={4} value={error === undefined ? undefined : typed} error={error} />
        <Button kind="secondary">{view.t('cases.objection.send')}</Button>
      </Form>
    </Details>
  )
}
