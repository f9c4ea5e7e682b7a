/** A value is wrong, or should not be there: what to do about it, and until when the agency has to answer. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { namesIn } from './names.ts'

export interface NewRequestPage { register: string; field: string; errors?: readonly FormError[]; typed?: { kind?: string; words?: string } }

export function newRequestPage(view: View, { register, field, errors = [], typed = {} }: NewRequestPage): Page {
  const { t, pack } = view
  const names = namesIn(view)
  const agency = names.registerOf(register)?.agency ?? ''
  const title = t('exchange.change.title', { field: names.field(register, field) })
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/data/held" />
        <h1>{title}</h1>
        <Lead>{t('exchange.change.lead', { agency: names.agency(agency), register: names.register(register) })}</Lead>
        <Form view={view} action="/my/data/requests">
          <input type="hidden" name="register" value={register} />
          <input type="hidden" name="field" value={field} />
          <Radios name="kind" legend={t('exchange.change.kind')} value={typed.kind} error={errors.find((error) => error.field === 'kind')?.text} items={(['correction', 'deletion'] as const).map((kind) => ({
            value: kind, label: t(`exchange.request.kind.${kind}`), hint: t('exchange.change.within', { days: pack.dataRights?.[kind].days ?? 0 }),
          }))} />
          <TextField name="words" label={t('exchange.request.words')} hint={t('exchange.change.hint')} rows={4} value={typed.words} error={errors.find((error) => error.field === 'words')?.text} />
          <Button>{t('exchange.request.send')}</Button>
        </Form>
        {pack.dataRights ? <Law view={view} source={pack.dataRights.correction.source} /> : null}
      </>
    ),
  })
}
