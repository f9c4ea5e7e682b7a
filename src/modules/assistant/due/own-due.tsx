/** What a person has to do by a day, as the last check of the registers found it: each with its law and the way to do it. Read when the page is shown, kept nowhere. */
import type { View } from '../../../web/view.ts'
import { type Coming, type ComingDue, Doing, dutyPath } from '../../notices/index.ts'
import type { DueWish } from './read-due-wish.ts'
import { dueWithin, endOf } from './within.ts'

/** The rest stands on the page of all of it. */
const most = 5

export function OwnDue({ view, coming: { due: all, lookedOn }, wish, today }: { view: View; coming: Coming; wish: DueWish; today: string }) {
  const { t } = view
  const { due, next } = dueWithin(all, wish, today)
  const shown = next === undefined ? due.slice(0, most) : [next]
  return (
    <>
      <p>{due.length > 0 ? t('assistant.own.due', { count: due.length }) : lookedOn === null ? t('assistant.own.due-unlooked') : noneInWords(view, wish, today)}{next === undefined ? null : ` ${t('assistant.own.due-next')}`}</p>
      {shown.length === 0 ? null : <p class="hint">{t('assistant.own.due-source')}</p>}
      <ul>{shown.map((one) => <li key={`${one.duty.id} ${one.of} ${one.thing}`}><Item view={view} due={one} today={today} /></li>)}</ul>
      <p><a href={dutyPath}>{t('notices.due.title')}</a></p>
    </>
  )
}

export function noneInWords({ t, date, pack, text }: Pick<View, 't' | 'date' | 'pack' | 'text'>, { duty, within }: DueWish, today: string): string {
  if (within !== null) return t('assistant.own.due-none-by', { date: date(endOf(within, today)) })
  const named = pack.duties.find(({ id }) => id === duty)
  return named === undefined ? t('assistant.own.due-none') : t('assistant.own.due-none-of', { duty: text(named.name) })
}

function Item({ view, due: { duty, on, of, amount }, today }: { view: View; due: ComingDue; today: string }) {
  const { t } = view
  return (
    <>
      <p>
        <strong>{view.text(duty.name)}</strong>{of === '' ? null : <> {t('notices.due.of-child')}</>}<br />
        {t(on < today ? 'notices.due.was' : 'notices.due.by', { date: view.date(on) })}{amount === null ? null : ` · ${t('notices.due.amount', { amount: view.money(amount) })}`}
      </p>
      <p class="hint">{lawOfDuty(view, duty)}</p>
      <Doing view={view} duty={duty} of={of} name={undefined} />
    </>
  )
}

/** With a word where nobody has held it against the text yet. */
export function lawOfDuty({ t, text }: Pick<View, 't' | 'text'>, { source }: Pick<ComingDue['duty'], 'source'>): string {
  const cited = t('web.law.cited', { law: text(source.law), article: source.article })
  return source.unverified === true ? `${cited} (${t('web.law.unverified')})` : cited
}
