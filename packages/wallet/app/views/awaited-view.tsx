/** A card that its issuer needs more time for: asked for again by itself while this is open, never sooner than the issuer said. */
import { useEffect, useState } from 'preact/hooks'
import { Refused } from '../json.ts'
import { askWaiting, stopWaiting } from '../receive/keep-waiting.ts'
import type { Outcome } from '../receive/receive-offer.ts'
import { useApp } from './app-context.ts'
import { askAt } from './awaited.tsx'
import { CardFace } from './card-face.tsx'
import { Heading } from './heading.tsx'
import { PlaceLink } from './place-link.tsx'
import { ReceivedCards } from './received-cards.tsx'
import { RefusalNotice } from './refusal-notice.tsx'

export function AwaitedView({ id }: { id: string }) {
  const { wording: { t, dateTime }, store, waiting, logPolicy, refresh, go } = useApp()
  const [outcome, setOutcome] = useState<Outcome>()
  const [cause, refuse] = useState<unknown>()
  const entry = waiting.find((one) => one.id === id)
  const ask = () => { askWaiting(store, id, logPolicy).then(setOutcome).catch(refuse) }
  useEffect(() => {
    if (cause !== undefined || outcome?.state === 'received') return undefined
    return askAt(outcome?.from ?? entry?.from ?? 0, ask)
  }, [id, outcome, cause])
  const stop = () => { void stopWaiting(store, id).then(refresh).then(() => { go({ view: 'cards' }) }) }
  return (
    <>
      <p class="back"><PlaceLink to={{ view: 'cards' }}>{t('wallet.back')}</PlaceLink></p>
      <Heading>{t('wallet.later.heading')}</Heading>
      {cause !== undefined ? <RefusalNotice cause={cause} onAgain={() => { refuse(undefined) }} /> : null}
      {outcome?.state === 'received' ? <ReceivedCards received={outcome} onRefused={refuse} onLeave={stop} /> : entry === undefined ? <RefusalNotice cause={new Refused('wait-over')} /> : (
        <>
          <ul class="purse">{entry.cards.map((card) => <li key={card.type}><CardFace card={{ display: card.display, forms: [{ type: card.type }], issuer: entry.issuer, issuerDisplay: entry.issuerDisplay }} /></li>)}</ul>
          <p class="hint">{t('wallet.later.since', { date: dateTime(entry.since) })}</p>
          {cause === undefined ? <p role="status">{t('wallet.later.asking')}</p> : null}
          <button type="button" class="button button-danger" onClick={stop}>{t('wallet.later.leave')}</button>
        </>
      )}
    </>
  )
}
