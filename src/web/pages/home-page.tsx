import type { LifeEvent } from '../../../packages/pack-kit/schema/life-event.ts'
import { Button } from '../components/button/button.tsx'
import { Tag } from '../components/tag/tag.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'
import { ForYouSection, type ForYou } from './for-you.tsx'

const promises = ['once', 'seen', 'reason'] as const

/** The front door: one question; then what happens in a life, in plain words. */
export function homePage(view: View, forYou?: ForYou) {
  const { t, pack } = view
  return portalPage(view, {
    title: t('web.home.title'), wide: true,
    children: (
      <>
        <div class="hero full">
          <form role="search" method="get" action="/services">
            <h1><label for="q">{t('web.home.question')}</label></h1>
            <div class="search">
              <input class="input" type="search" id="q" name="q" autocomplete="off" />
              <Button>{t('web.home.search')}</Button>
            </div>
            <p class="hint">{t('web.home.search-hint')}</p>
            <p><a href="/owed">{t('rules.owed.title')}</a></p>
          </form>
        </div>
        {forYou === undefined ? null : <ForYouSection view={view} forYou={forYou} />}
        <h2>{t('web.home.events')}</h2>
        <ul class="events">{pack.lifeEvents.filter(({ listed }) => listed !== false).map((event) => <EventCard key={event.id} view={view} event={event} />)}</ul>
        <h2>{t('web.home.promises')}</h2>
        <ul class="promises">
          {promises.map((promise) => (
            <li key={promise}><h3>{t(`web.home.promise.${promise}`)}</h3><p>{t(`web.home.promise.${promise}-text`)}</p></li>
          ))}
        </ul>
      </>
    ),
  })
}

function EventCard({ view, event }: { view: View; event: LifeEvent }) {
  return (
    <li>
      <a href={`/life-events/${event.id}`}>{view.text(event.name)}</a>
      <p>{view.text(event.summary)}</p>
      {event.open ? <Tag kind="info">{view.t('web.home.event-open', { minutes: event.minutes })}</Tag> : null}
    </li>
  )
}
