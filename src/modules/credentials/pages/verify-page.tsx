/** Anyone checks a paper here, without signing in. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Verification } from '../index.ts'
import { mandateType } from '../issue/credential-types.ts'
import { amountInWords } from '../amount-in-words.ts'

export function verifyPage(view: View, { result, missing = false }: { result?: Verification; missing?: boolean }): Page {
  const { t } = view
  const error = missing ? t('credentials.verify.missing') : undefined
  return portalPage(view, {
    title: t(result === undefined ? 'credentials.verify.title' : result.valid ? 'credentials.verify.valid' : 'credentials.verify.refused'),
    errors: error === undefined ? [] : [{ field: 'code', text: error }],
    children: (
      <>
        <h1>{t('credentials.verify.title')}</h1>
        {result === undefined ? <Lead>{t('credentials.verify.lead')}</Lead> : <Result view={view} result={result} />}
        <Form view={view} action="/verify">
          <TextField name="code" label={t('credentials.verify.code')} hint={t('credentials.verify.code-hint')} rows={4} error={error} autocomplete="off" />
          <Button kind={result === undefined ? 'primary' : 'secondary'}>{t('credentials.verify.button')}</Button>
        </Form>
        <p><a href="/verifier">{t('credentials.offline.title')}</a></p>
        {view.pack.requests.some(({ asks }) => asks.some(({ credential }) => credential === mandateType(view.pack)?.id)) ? <p><a href="/verify/mandate">{t('credentials.acting.title')}</a></p> : null}
      </>
    ),
  })
}

function Result({ view, result }: { view: View; result: Verification }) {
  const { t } = view
  if (!result.valid) {
    return (
      <Notice kind="refused" title={t('credentials.verify.refused')}>
        <p>{t(`credentials.refusal.${result.reason}`)}</p>
        {result.reason === 'revoked' && result.revokedAt ? <p>{t('credentials.verify.revoked', { date: view.dateTime(result.revokedAt), because: result.because ?? '' })}</p> : null}
        {result.altered.length === 0 ? null : <p>{t('credentials.verify.altered', { facts: result.altered.map((name) => nameOf(view, name)).join(', ') })}</p>}
        <p>{t('credentials.verify.refused-next')}</p>
      </Notice>
    )
  }
  const { certificate } = result
  const { facts, amounts, decidedOn } = certificate.content
  const agency = view.pack.agencies.find(({ id }) => id === certificate.agency)
  const service = view.pack.services.find(({ id }) => id === certificate.service)
  return (
    <>
      <Notice kind="done" title={t('credentials.verify.valid')}><p>{t('credentials.verify.compare')}</p></Notice>
      <SummaryList rows={[
        { key: t('credentials.paper.service'), value: view.text(service?.name ?? {}) },
        { key: t('credentials.verify.agency'), value: view.text(agency?.name ?? {}) },
        ...facts.map(({ label, value, type }) => ({ key: view.text(label), value: type === 'date' ? view.date(value) : value })),
        ...amounts.map((amount) => ({ key: t('credentials.paper.amount'), value: amountInWords(view, amount) })),
        { key: t('credentials.verify.decided'), value: view.date(decidedOn) },
        { key: t('credentials.paper.number'), value: certificate.number },
      ]} />
    </>
  )
}

/** A fact by the pack's own words, without its value. */
function nameOf(view: View, name: string): string {
  const [register, field] = name.split('.')
  const label = view.pack.registers.find(({ id }) => id === register)?.fields[field ?? '']?.label ?? view.pack.facts.find(({ fact }) => name.startsWith(fact))?.label
  return label ? view.text(label) : view.t(`credentials.claim.${name}`)
}
