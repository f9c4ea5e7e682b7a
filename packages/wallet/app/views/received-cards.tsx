/** Whose data has come; only who says that it is theirs keeps it. */
import type { Received, ReceivedCard } from '../receive/receive-offer.ts'
import { useApp } from './app-context.ts'
import { CardFace } from './card-face.tsx'
import { ClaimList } from './claim-list.tsx'
import { describeClaims } from './describe-claims.ts'
import { InLog } from './in-log.tsx'

export function ReceivedCards({ received, onRefused, onLeave }: { received: Received; onRefused: (cause: unknown) => void; onLeave?: () => void }) {
  const { wording, store, refresh, go } = useApp()
  const { t, choose } = wording
  const nameOf = ({ card }: ReceivedCard) => choose(card.display)?.name ?? card.forms[0].type
  const keep = async () => {
    await received.keep(store)
    await refresh()
    go({ view: 'cards', kept: received.cards.map(nameOf).join(', ') })
  }
  const leave = () => {
    void received.leave()
    if (onLeave) onLeave()
    else go({ view: 'cards' })
  }
  return (
    <>
      <p class="lead" role="status">{t('wallet.offer.whose')}</p>
      {received.cards.map((one) => (
        <section key={one.card.id} aria-label={nameOf(one)}>
          <CardFace card={one.card} />
          <InLog logged={one.logged} history={one.history} issuer={one.card.issuer} />
          <ClaimList claims={describeClaims(one.claims, one.card.names, wording)} />
        </section>
      ))}
      <button type="button" class="button" onClick={() => { keep().catch(onRefused) }}>{t('wallet.offer.keep')}</button>
      <button type="button" class="button button-secondary" onClick={leave}>{t('wallet.offer.leave')}</button>
    </>
  )
}
