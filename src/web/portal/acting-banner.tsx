/** On every page while the reader acts for another: for whom, as what, and the way back in one press. */
import { mandateOf } from '../../kernel/http/principal.ts'
import { Button } from '../components/button/button.tsx'
import { Form } from '../components/form/form.tsx'
import type { View } from '../view.ts'

export function ActingBanner({ view }: { view: View }) {
  const { t, principal, pack } = view
  const under = mandateOf(principal)
  if (!under) return null
  const as = view.text(pack.mandates.find(({ id }) => id === under.kind)?.as ?? {}) || under.kind
  const { over } = under
  return (
    <section class="banner acting" aria-label={t('mandates.banner.label')}>
      <div class="frame">
        <p>{t('mandates.banner.for', { actor: under.actorName, subject: under.subjectName, as })}{over === undefined ? null : ` ${t('mandates.ended', { because: over })}`}</p>
        <Form view={view} action="/my/mandates/leave"><Button kind="secondary">{t('mandates.banner.leave', { actor: under.actorName })}</Button></Form>
      </div>
    </section>
  )
}
