/** One card: what it says, how long it holds, and how to be rid of it. */
import { useEffect, useState } from 'preact/hooks'
import { copiesOf, lastingCopy, readyTimes } from '../cards/card.ts'
import type { Json } from '../json.ts'
import { readForm } from '../read-form.ts'
import { giveUpCard } from '../receive/give-up-card.ts'
import { useApp } from './app-context.ts'
import { CardFace } from './card-face.tsx'
import { ClaimList } from './claim-list.tsx'
import { describeClaims } from './describe-claims.ts'
import { Heading } from './heading.tsx'
import { Notice } from './notice.tsx'
import { PlaceLink } from './place-link.tsx'

export function CardView({ id }: { id: string }) {
  const { wording, cards, store, logPolicy, refresh, go } = useApp()
  const { t, choose } = wording
  const card = cards.find((one) => one.id === id)
  const [claims, setClaims] = useState<Json>({})
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    const form = card?.forms.find(({ copies }) => copies.length > 0)
    if (form) void readForm(form).then((read) => { setClaims(read.claims) })
  }, [card])
  if (!card) return <><Heading>{t('wallet.title')}</Heading><Notice kind="refused" title={t('wallet.card.gone')} /></>
  const name = choose(card.display)?.name ?? card.forms[0].type
  const until = Math.max(...copiesOf(card).map((copy) => copy.until ?? Infinity))
  return (
    <>
      <p class="back"><PlaceLink to={{ view: 'cards' }}>{t('wallet.back')}</PlaceLink></p>
      <Heading>{name}</Heading>
      <CardFace card={card} />
      <p class="hint">{Number.isFinite(until) ? t('wallet.card.until', { date: wording.date(new Date(until * 1000).toISOString().slice(0, 10)) }) : t('wallet.card.no-end')}</p>
      <p class="hint">{t('wallet.card.copies', { count: readyTimes(card) })}</p>
      {lastingCopy(card) ? <p><PlaceLink to={{ view: 'in-person', id: card.id }}>{t('wallet.in-person.title')}</PlaceLink></p> : null}
      <h2>{t('wallet.card.says')}</h2>
      <ClaimList claims={describeClaims(claims, card.names, wording)} />
      <h2>{t('wallet.card.remove')}</h2>
      <p>{t('wallet.card.remove-means')}</p>
      {leaving ? (
        <Notice kind="attention" title={t('wallet.card.remove-sure', { name })}>
          <button type="button" class="button button-danger" onClick={() => { void giveUpCard(store, card.id, logPolicy).then(refresh).then(() => { go({ view: 'cards' }) }) }}>{t('wallet.card.remove-yes')}</button>
          <button type="button" class="button button-secondary" onClick={() => { setLeaving(false) }}>{t('wallet.card.remove-no')}</button>
        </Notice>
      ) : <button type="button" class="button button-danger" onClick={() => { setLeaving(true) }}>{t('wallet.card.remove')}</button>}
    </>
  )
}
