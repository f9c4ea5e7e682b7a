/** How the part came here, and the way on to the agency that decides it: back, where the one before should. */
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import { isObjection } from '../decide/open-objection.ts'
import { hasReferred, mayReferAgain, receiversOf } from '../parts/refer-part.ts'
import type { PartPage } from './part-page.tsx'
import { agencyName } from './value-in-words.ts'

export function PartReferral({ view, page: { read: { part, lines, referrals }, mayDecide, today, errors = [], typed = {} } }: { view: View; page: PartPage }) {
  const { t, pack } = view
  const last = referrals.at(-1)
  const before = hasReferred(referrals, part.agency)
  const barred = before && !(view.principal.kind === 'official' && mayReferAgain(view.principal))
  const receivers = receiversOf(pack, part.agency, today)
  const whole = part.status === 'open' && !isObjection(part) && lines.every(({ status }) => status === 'pending')
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return (
    <>
      {last === undefined ? null : (
        <Notice kind="attention" title={t(last.reason === null ? 'cases.referral.succeeded' : 'cases.referral.came', { agency: agencyName(view, last.from_agency), date: view.dateTime(last.referred_at) })}>
          {last.reason === null ? null : <p>{last.reason}</p>}
          {referrals.length === 1 ? null : <Way view={view} referrals={referrals} />}
        </Notice>
      )}
      {pack.referral === undefined || !mayDecide || !whole || receivers.length === 0 ? null : barred ? <p>{t('cases.fault.referred-before')} {t('cases.fault.referred-before.next')}</p> : (
        <Details summary={t('cases.referral.title')} open={errorAt('agency') !== undefined || errorAt('why') !== undefined}>
          {before ? <p>{t('cases.referral.again-lead')}</p> : null}
          <p>{t(`cases.referral.clock-${pack.referral.clock}`)}</p>
          <Law view={view} source={pack.referral.source} />
          <Form view={view} action={`/console/parts/${part.id}/referral`}>
            <Select name="agency" label={t('cases.referral.to')} value={typed['agency'] ?? last?.from_agency ?? ''} error={errorAt('agency')}
              items={[{ value: '', label: t('cases.referral.choose') }, ...receivers.map(({ id }) => ({ value: id, label: agencyName(view, id) }))]} />
            <TextField name="why" label={t('cases.referral.why')} hint={t('cases.referral.why-hint')} rows={3} value={typed['why']} error={errorAt('why')} />
            <Button kind="secondary">{t('cases.referral.do')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}

/** Both agencies read how often it has gone to and fro, and why. */
const Way = ({ view, referrals }: { view: View; referrals: PartPage['read']['referrals'] }) => (
  <>
    <p>{view.t('cases.referral.way')}</p>
    <ol>
      {referrals.map(({ id, from_agency, to_agency, reason, referred_at, again }) => (
        <li key={id}>{view.t(again ? 'cases.referral.again' : 'cases.referral.once', { from: agencyName(view, from_agency), agency: agencyName(view, to_agency), date: view.dateTime(referred_at), reason: reason ?? '' })}</li>
      ))}
    </ol>
  </>
)
