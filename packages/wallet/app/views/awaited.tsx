/** What came of an offer: cards to look at, or the word to come later. */
import { useEffect, useState } from 'preact/hooks'
import { keepWaiting } from '../receive/keep-waiting.ts'
import type { Awaited, Outcome } from '../receive/receive-offer.ts'
import { useApp } from './app-context.ts'
import { Notice } from './notice.tsx'
import { ReceivedCards } from './received-cards.tsx'

export function OutcomeOf({ outcome, onRefused }: { outcome: Outcome; onRefused: (cause: unknown) => void }) {
  return outcome.state === 'received' ? <ReceivedCards received={outcome} onRefused={onRefused} /> : <Later awaited={outcome} onRefused={onRefused} />
}

function Later({ awaited, onRefused }: { awaited: Awaited; onRefused: (cause: unknown) => void }) {
  const { wording: { t }, store, go, refresh } = useApp()
  const canReturn = awaited.agreed.conversation.refreshToken() !== undefined
  const wait = async () => {
    const id = await keepWaiting(store, awaited)
    await refresh()
    go(id === undefined ? { view: 'cards' } : { view: 'awaited', id })
  }
  return (
    <>
      <Notice kind="attention" title={t('wallet.later.title')}><p>{t(canReturn ? 'wallet.later.wait-means' : 'wallet.later.stay')}</p></Notice>
      {canReturn ? <button type="button" class="button" onClick={() => { wait().catch(onRefused) }}>{t('wallet.later.wait')}</button> : <Polled first={awaited} onRefused={onRefused} />}
      <button type="button" class="button button-secondary" onClick={() => { go({ view: 'cards' }) }}>{t('wallet.later.leave')}</button>
    </>
  )
}

/** Where the issuer does not let us come again, as long as the page is open. */
function Polled({ first, onRefused }: { first: Awaited; onRefused: (cause: unknown) => void }) {
  const [outcome, setOutcome] = useState<Outcome>(first)
  useEffect(() => (outcome.state === 'awaited' ? askAt(outcome.from, () => { outcome.again().then(setOutcome).catch(onRefused) }) : undefined), [outcome])
  return outcome.state === 'received' ? <ReceivedCards received={outcome} onRefused={onRefused} /> : null
}

/** @returns what stops it */
export function askAt(from: number, ask: () => void) {
  const timer = setTimeout(ask, Math.max(0, from - Date.now()))
  return () => { clearTimeout(timer) }
}
