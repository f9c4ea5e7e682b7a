/** Did it help? Two buttons; after a no, what was wrong, which nobody has to say. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import type { View } from '../../../web/view.ts'
import type { Answer } from '../contract.ts'
import { type Rating, ratingReasons } from '../improve/rate-answer.ts'

/** What states something, or says that nothing is known. */
export const isRated = ({ kind }: Answer): boolean => kind === 'answered' || kind === 'unknown' || kind === 'clarify'

export function Rate({ view, turn, rating }: { view: View; turn: string; rating: Rating | undefined }) {
  const { t } = view
  const action = `/ask/answers/${turn}/rating`
  if (rating?.helped || rating?.reason) return <p class="caption">{t('assistant.rating.thanks')}</p>
  if (rating) {
    return (
      <Form view={view} action={action} label={t('assistant.rating.why')}>
        <p>{t('assistant.rating.thanks')}</p>
        <input type="hidden" name="helped" value="no" />
        <Radios name="reason" legend={t('assistant.rating.why')} items={ratingReasons.map((reason) => ({ value: reason, label: t(`assistant.rating.${reason}`) }))} />
        <Button kind="secondary">{t('assistant.rating.send')}</Button>
      </Form>
    )
  }
  return (
    <Form view={view} action={action} label={t('assistant.rating.ask')}>
      <p>{t('assistant.rating.ask')}</p>
      <Button kind="secondary" name="helped" value="yes">{t('assistant.rating.yes')}</Button>
      <Button kind="secondary" name="helped" value="no">{t('assistant.rating.no')}</Button>
    </Form>
  )
}
