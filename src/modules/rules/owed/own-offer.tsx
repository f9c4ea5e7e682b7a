/** Have the registers answer what they know: what is looked up, why, under which law; nothing is read before the button is pressed. */
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import { type Answers, hiddenField } from './read-form.ts'

/** Leads on to the questions that are left, past the offer. */
export const questionsId = 'questions'
const ownAction = `/owed#${questionsId}`

export interface OwnOffer { view: View; purpose: Purpose; answers: Answers; registers: ReadonlySet<string> }

export function OwnOffer({ view, purpose, answers, registers }: OwnOffer) {
  const looked = view.pack.registers.flatMap(({ id, name, fields }) => {
    const labels = purpose.fields.filter((field) => field.startsWith(`${id}.`)).flatMap((field) => fields[field.slice(id.length + 1)] ?? []).map(({ label }) => view.text(label))
    return labels.length === 0 ? [] : [{ id, name: view.text(name), labels }]
  })
  return (
    <section class="consent">
      <h2>{view.t('rules.owed.own-title')}</h2>
      <p>{view.text(purpose.why)}</p>
      <p>{view.t('rules.owed.own-logged')} {view.text(purpose.ifRefused)}</p>
      <Details summary={view.t('rules.owed.own-what', { count: looked.length })}>
        <ul>{looked.map(({ id, name, labels }) => <li key={id}><strong>{name}</strong>: {labels.join(', ')}</li>)}</ul>
      </Details>
      <Law view={view} source={purpose.legalBasis} />
      {view.principal.kind === 'resident'
        ? (
          <Form view={view} action={ownAction}>
            {Object.entries(answers).map(([field, text]) => <input key={field} type="hidden" name={hiddenField(field, registers)} value={text} />)}
            <Button kind="secondary" name="registers" value="ask">{view.t('rules.owed.own-agree')}</Button>
          </Form>
        )
        : <p><ButtonLink kind="secondary" href="/sign-in?next=/owed">{view.t('rules.owed.own-sign-in')}</ButtonLink></p>}
    </section>
  )
}

/** Whose answers are missing because a register gave none. */
export function SilentRegisters({ view, silent }: { view: View; silent: readonly string[] }) {
  if (silent.length === 0) return null
  const names = view.pack.registers.filter(({ id }) => silent.includes(id)).map(({ name }) => view.text(name)).join(', ')
  return <Notice title={view.t('rules.owed.own-silent', { registers: names })} kind="attention"><p>{view.t('rules.owed.own-silent-next')}</p></Notice>
}
