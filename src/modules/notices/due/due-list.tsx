/** What is due, one by one: until when, what it costs, why, what happens to whom misses it, the law, and the way to do it. */
import type { Duty } from '../../../../packages/pack-kit/schema/duty.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import type { View } from '../../../web/view.ts'
import type { DueTold } from '../contract.ts'
import type { ChildrenNames } from './children-names.ts'
import { agencyName } from '../notice-in-words.ts'
import { dutyLink } from './duty-link.ts'

export const dutyPath = '/my/due'

export function DueList({ view, due, names }: { view: View; due: readonly DueTold[]; names: ChildrenNames }) {
  return <>{due.map((one) => {
    const duty = view.pack.duties.find(({ id }) => id === one.duty)
    return duty ? <DueItem key={`${one.duty} ${one.of ?? ''} ${one.on}`} view={view} duty={duty} due={one} name={names.get(one.of ?? '')} /> : null
  })}</>
}

function DueItem({ view, duty, name, due: { of, on, amount, missed, reasons, says, law } }: { view: View; duty: Duty; due: DueTold; name: string | undefined }) {
  const { t } = view
  const cited = t('web.law.cited', { law: view.text(law.name), article: law.article })
  return (
    <section class="finding">
      <h2>{name === undefined ? view.text(duty.name) : t('notices.due.whose', { name, duty: view.text(duty.name) })}</h2>
      <p class="deadline">{t(missed ? 'notices.due.was' : 'notices.due.by', { date: view.date(on) })}</p>
      {amount === null ? null : <ul class="amounts"><li><Amount>{t('notices.due.amount', { amount: view.money(amount) })}</Amount></li></ul>}
      {[...reasons, says].map((sentence, at) => <p key={at}>{view.text(sentence)}</p>)}
      <p class="hint">{law.unverified ? `${cited} (${t('web.law.unverified')})` : cited} · {agencyName(view, duty.agency)}</p>
      <Missed view={view} duty={duty} />
      <Doing view={view} duty={duty} of={of ?? ''} name={name} />
      <Stop view={view} duty={duty} stopped={false} />
    </section>
  )
}

/** What the law says happens; whoever reads it in time need not. */
export function Missed({ view, duty: { missed: { says, fine, source } } }: { view: View; duty: Duty }) {
  const { t } = view
  const cited = t('web.law.cited', { law: view.text(source.law), article: source.article })
  return (
    <p>
      {t('notices.due.if-missed')} {view.text(says)}
      {fine === undefined ? null : <> {fine.from === 0 ? t('notices.due.fine-most', { most: view.money(fine.most) }) : t('notices.due.fine', { from: view.money(fine.from), most: view.money(fine.most) })}</>}
      {' '}<span class="hint">{source.unverified ? `${cited} (${t('web.law.unverified')})` : cited}</span>
    </p>
  )
}

/**
 * One tap begins the application with what the registers say; of a child, where the event is about one. What a child does itself its parents
 * only read of.
 */
export function Doing({ view, duty: { name: dutyName, do: done }, of, name }: { view: View; duty: Duty; of: string; name: string | undefined }) {
  const { t } = view
  const duty = view.text(dutyName)
  if ('url' in done) return <p><a href={done.url} rel="noreferrer">{t('notices.due.elsewhere', { name: view.text(done.name) })}</a></p>
  if ('service' in done) return <ButtonLink href={dutyLink({ do: done })}>{t('notices.due.do', { duty })}</ButtonLink>
  const about = view.pack.lifeEvents.find(({ id }) => id === done.event)?.subject
  if (of !== '' && !about) return <p>{t('notices.due.themselves')}</p>
  return (
    <Form view={view} action="/apply">
      <input type="hidden" name="event" value={done.event} />
      {of === '' ? null : <input type="hidden" name="subject" value={of} />}
      <Button>{of === '' || name === undefined ? t('notices.due.do', { duty }) : t('notices.due.apply-for', { name, duty })}</Button>
    </Form>
  )
}

/** Never again of this one, or again; whatever else is due is told all the same. */
export function Stop({ view, duty, stopped }: { view: View; duty: Duty; stopped: boolean }) {
  return (
    <Form view={view} action={`${dutyPath}/${duty.id}/${stopped ? 'again' : 'stop'}`}>
      <Button kind="secondary">{view.t(stopped ? 'notices.due.again' : 'notices.due.stop', { duty: view.text(duty.name) })}</Button>
    </Form>
  )
}
