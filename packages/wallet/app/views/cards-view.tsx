/** Everything that is carried. */
import { useApp } from './app-context.ts'
import { CardFace } from './card-face.tsx'
import { Heading } from './heading.tsx'
import { Notice } from './notice.tsx'
import { PlaceLink } from './place-link.tsx'

/** @param kept name of a card that was just added. @param emptied everything was just thrown away */
export function CardsView({ kept, emptied = false }: { kept?: string | undefined; emptied?: boolean | undefined }) {
  const { wording: { t, choose }, cards, waiting, lock: { lock }, go } = useApp()
  return (
    <>
      <Heading>{t('wallet.title')}</Heading>
      {kept === undefined ? null : <Notice kind="done" title={t('wallet.cards.kept', { name: kept })} />}
      {emptied ? <Notice kind="done" title={t('wallet.locked.thrown')}><p><a href="/my/wallet">{t('wallet.locked.back')}</a></p></Notice> : null}
      {waiting.map(({ id, cards: awaited }) => (
        <Notice key={id} kind="info" title={t('wallet.later.awaited', { name: awaited.map(({ display, type }) => choose(display)?.name ?? type).join(', ') })}>
          <p><PlaceLink to={{ view: 'awaited', id }}>{t('wallet.later.look')}</PlaceLink></p>
        </Notice>
      ))}
      {cards.length === 0 ? (
        <div class="empty"><p class="empty-title">{t('wallet.cards.empty')}</p><p>{t('wallet.cards.empty-next')}</p></div>
      ) : (
        <ul class="purse">
          {cards.map((card) => (
            <li key={card.id}>
              <PlaceLink to={{ view: 'card', id: card.id }}><CardFace card={card} /></PlaceLink>
            </li>
          ))}
        </ul>
      )}
      <button type="button" class={cards.length === 0 ? 'button' : 'button button-secondary'} onClick={() => { go({ view: 'add' }) }}>{t('wallet.cards.add')}</button>
      {cards.length > 0 && !lock ? <p><PlaceLink to={{ view: 'settings' }}>{t('wallet.lock.title')}</PlaceLink></p> : null}
    </>
  )
}
