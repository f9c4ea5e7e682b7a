/** On every page of a visit: for whom and where it is written down, until when, in which language, and the way to end it. */
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import type { View } from '../../../../web/view.ts'
import { agencyName } from '../../pages/value-in-words.ts'

/** A form that is filled in at a counter. */
export interface AtCounter {
  visit: string
  agency: string
  /** Whose application it is, and who stands there in their place. */
  name: string
  present: string | null
  endsAt: Date
  /** Whether a draft of now is what was printed last. */
  printed: number | null
}

export const visitPath = (visit: string, step?: string) => (step === undefined ? `/console/counter/${visit}` : `/console/counter/${visit}/${step}`)

/** @param step to come back to in the other language */
export function CounterBar({ view, at, step }: { view: View; at: AtCounter; step: string }) {
  const { t } = view
  return (
    <section class="banner acting" aria-label={t('counter.bar.label')}>
      <div class="frame">
        <div>
          <p>{t('counter.bar.for', { name: at.name, agency: agencyName(view, at.agency) })}{at.present === null ? null : ` ${t('counter.bar.present', { present: at.present, name: at.name })}`}</p>
          <span>{t('counter.bar.until', { time: view.dateTime(at.endsAt) })}</span>
        </div>
        <Form view={view} action={visitPath(at.visit, 'language')}>
          <input type="hidden" name="step" value={step} />
          <span class="hidden">{t('counter.bar.language')}</span>
          <div class="buttons">
            {view.pack.languages.filter(({ tag }) => tag !== view.language.tag).map(({ tag, name, html, dir }) => <Button key={tag} kind="secondary" name="language" value={tag}><span lang={html} dir={dir}>{name}</span></Button>)}
          </div>
        </Form>
        <Form view={view} action={visitPath(at.visit, 'finish')}><Button kind="secondary">{t('counter.bar.finish')}</Button></Form>
      </div>
    </section>
  )
}
