/** What was shown, to whom, when: known on this device and nowhere else. */
import { useEffect, useState } from 'preact/hooks'
import { forgetShown, listShown, type Shown } from '../history/keep-history.ts'
import { useApp } from './app-context.ts'
import { Heading } from './heading.tsx'
import { Notice } from './notice.tsx'

export function HistoryView() {
  const { wording, store } = useApp()
  const { t, choose, dateTime, language } = wording
  const [all, setAll] = useState<Shown[]>()
  const [forgetting, setForgetting] = useState(false)
  useEffect(() => { void listShown(store).then(setAll) }, [store])
  return (
    <>
      <Heading>{t('wallet.history.title')}</Heading>
      <p class="lead">{t('wallet.history.lead')}</p>
      {all?.length === 0 ? <div class="empty"><p class="empty-title">{t('wallet.history.empty')}</p></div> : null}
      <ol class="timeline">
        {(all ?? []).map(({ id, at, host, inPerson, registered, outcome, cards }) => (
          <li key={id} class={outcome === 'shown' ? 'timeline-done' : 'timeline-next'}>
            <p class="timeline-title">{t(`wallet.history.${outcome}`, { who: inPerson ? t('wallet.in-person.somebody') : registered?.[language.tag] ?? host })}</p>
            <p class="timeline-when">{registered ? `${dateTime(at)} · ${host}` : dateTime(at)}</p>
            {cards.map(({ display, claims }) => {
              const name = choose(display)?.name ?? ''
              return <p key={name}>{name}: {claims.map((claim) => choose(claim.display)?.name ?? claim.name).join(', ') || t('wallet.request.only-having')}</p>
            })}
          </li>
        ))}
      </ol>
      {all?.length ? forgetting ? (
        <Notice kind="attention" title={t('wallet.history.forget-sure')}>
          <button type="button" class="button button-danger" onClick={() => { void forgetShown(store).then(() => { setAll([]) }) }}>{t('wallet.card.remove-yes')}</button>
          <button type="button" class="button button-secondary" onClick={() => { setForgetting(false) }}>{t('wallet.card.remove-no')}</button>
        </Notice>
      ) : <button type="button" class="button button-danger" onClick={() => { setForgetting(true) }}>{t('wallet.history.forget')}</button> : null}
    </>
  )
}
