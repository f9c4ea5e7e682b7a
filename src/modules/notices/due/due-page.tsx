/** All that a person has to do by a day, for the next two years; and of what of it they do not want to be reminded. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ChildrenNames } from './children-names.ts'
import { Doing, Missed, Stop } from './due-list.tsx'
import type { Coming, ComingDue } from './read-coming.ts'

export function duePage(view: View, { due, lookedOn, names, stopped, today }: Coming & { names: ChildrenNames; stopped: readonly string[]; today: string }): Page {
  const { t, pack } = view
  const title = t('notices.due.title')
  const groups = [...Map.groupBy(due, ({ duty }) => duty)]
  const quiet = stopped.filter((id) => !groups.some(([duty]) => duty.id === id)).flatMap((id) => pack.duties.find((duty) => duty.id === id) ?? [])
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/my/calendar" />
        <h1>{title}</h1>
        <Lead>{t('notices.due.lead')}</Lead>
        {lookedOn === null ? <Empty title={t('notices.due.unlooked')}><p>{t('notices.due.unlooked-next')}</p></Empty>
          : groups.length === 0 ? <Empty title={t('notices.due.none')}><p>{t('notices.due.none-next')}</p></Empty> : null}
        {groups.map(([duty, ones]) => (
          <section class="finding" key={duty.id} id={duty.id}>
            <h2>{view.text(duty.name)}</h2>
            <ul>{ones.map(({ on, of, thing, amount }) => (
              <li key={`${of} ${thing}`}>
                {t(on < today ? 'notices.due.was' : 'notices.due.by', { date: view.date(on) })}
                {of === '' ? null : <> {names.has(of) ? t('notices.due.of-named', { name: names.get(of)! }) : t('notices.due.of-child')}</>}
                {amount === null ? null : <> <Amount>{t('notices.due.amount', { amount: view.money(amount) })}</Amount></>}
                {eachOf(duty, ones) ? <Doing view={view} duty={duty} of={of} name={names.get(of)} /> : null}
              </li>
            ))}</ul>
            <Law view={view} source={duty.source} />
            <Missed view={view} duty={duty} />
            {eachOf(duty, ones) ? null : <Doing view={view} duty={duty} of={ones[0]!.of} name={names.get(ones[0]!.of)} />}
            <Stop view={view} duty={duty} stopped={stopped.includes(duty.id)} />
          </section>
        ))}
        {lookedOn === null ? null : <p class="hint">{t('notices.due.looked', { date: view.date(lookedOn) })}</p>}
        {quiet.length === 0 ? null : <><h2>{t('notices.due.stopped')}</h2>{quiet.map((duty) => <Stop key={duty.id} view={view} duty={duty} stopped />)}</>}
        <p><a href="/my/inbox/settings">{t('notices.inbox.settings')}</a></p>
      </>
    ),
  })
}

/** What is applied for here is applied for each child by itself; elsewhere one way leads there for all. */
const eachOf = ({ do: done }: ComingDue['duty'], ones: readonly ComingDue[]) => 'event' in done && ones.length > 1
