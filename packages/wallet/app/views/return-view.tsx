/** Back from an issuer's page, in the browser that went there. */
import { useEffect, useState } from 'preact/hooks'
import { Interrupted, type Outcome, receiveReturn } from '../receive/receive-offer.ts'
import { useApp } from './app-context.ts'
import { OutcomeOf } from './awaited.tsx'
import { Heading } from './heading.tsx'
import { RefusalNotice } from './refusal-notice.tsx'

export function ReturnView({ address }: { address: string }) {
  const { wording: { t }, store, logPolicy } = useApp()
  const [outcome, setOutcome] = useState<Outcome>()
  const [cause, refuse] = useState<unknown>()
  const show = (ask: () => Promise<Outcome>) => {
    refuse(undefined)
    ask().then(setOutcome).catch(refuse)
  }
  useEffect(() => { show(() => receiveReturn(store, address, logPolicy)) }, [address])
  return (
    <>
      <Heading>{t('wallet.offer.title')}</Heading>
      {cause !== undefined ? <RefusalNotice cause={cause} onAgain={cause instanceof Interrupted ? () => { show(cause.again) } : undefined} /> : outcome ? <OutcomeOf outcome={outcome} onRefused={refuse} /> : <p role="status">{t('wallet.offer.fetching')}</p>}
    </>
  )
}
