/** Back from an issuer's page, in the browser that went there. */
import { useEffect, useState } from 'preact/hooks'
import { type Received, receiveReturn } from '../receive/receive-offer.ts'
import { useApp } from './app-context.ts'
import { Heading } from './heading.tsx'
import { ReceivedCards } from './received-cards.tsx'
import { RefusalNotice } from './refusal-notice.tsx'

export function ReturnView({ address }: { address: string }) {
  const { wording: { t }, store, logPolicy } = useApp()
  const [received, setReceived] = useState<Received>()
  const [cause, refuse] = useState<unknown>()
  useEffect(() => { receiveReturn(store, address, logPolicy).then(setReceived).catch(refuse) }, [address])
  return (
    <>
      <Heading>{t('wallet.offer.title')}</Heading>
      {cause !== undefined ? <RefusalNotice cause={cause} /> : received ? <ReceivedCards received={received} onRefused={refuse} /> : <p role="status">{t('wallet.offer.fetching')}</p>}
    </>
  )
}
