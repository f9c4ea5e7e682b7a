/** An offer, step by step: from whom; then the code, or the issuer's page; then whose data it is; and only then it is kept. */
import { useEffect, useState } from 'preact/hooks'
import { type IssuerMetadata, readIssuer } from '../receive/read-issuer.ts'
import { type Offer, readOffer } from '../receive/read-offer.ts'
import { leaveForIssuer } from '../receive/leave-for-issuer.ts'
import { holdable, type Outcome, receiveOffer } from '../receive/receive-offer.ts'
import { Refused } from '../json.ts'
import { useApp } from './app-context.ts'
import { OutcomeOf } from './awaited.tsx'
import { CardFace } from './card-face.tsx'
import { Heading } from './heading.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { SignedBy } from './signed-by.tsx'

type Step = { at: 'reading' } | { at: 'offered'; offer: Offer; issuer: IssuerMetadata; busy: boolean } | { at: 'answered'; outcome: Outcome } | { at: 'refused'; cause: unknown }

export function OfferView({ link }: { link: string }) {
  const { wording: { t }, store, logPolicy } = useApp()
  const [step, setStep] = useState<Step>({ at: 'reading' })
  const refuse = (cause: unknown) => { setStep({ at: 'refused', cause }) }
  useEffect(() => {
    readOffer(link).then(async (offer) => {
      const issuer = await readIssuer(offer.issuer, logPolicy)
      if (holdable(issuer, offer).length === 0) throw new Refused('other-format')
      setStep({ at: 'offered', offer, issuer, busy: false })
    }).catch(refuse)
  }, [link, logPolicy])

  const take = (offer: Offer, issuer: IssuerMetadata, code: string | undefined) => {
    setStep({ at: 'offered', offer, issuer, busy: true })
    if (offer.grant.way === 'code') receiveOffer(offer, issuer, code, logPolicy).then((outcome) => { setStep({ at: 'answered', outcome }) }).catch(refuse)
    else leaveForIssuer(store, offer, issuer, holdable(issuer, offer).flatMap(({ forms }) => forms.map(({ configuration }) => configuration))).then((url) => { location.assign(url) }).catch(refuse)
  }
  return (
    <>
      <Heading>{t('wallet.offer.title')}</Heading>
      {step.at === 'reading' ? <p role="status">{t('wallet.offer.reading')}</p> : null}
      {step.at === 'refused' ? <RefusalNotice cause={step.cause} /> : null}
      {step.at === 'offered' ? <Offered offer={step.offer} issuer={step.issuer} busy={step.busy} onTake={(code) => { take(step.offer, step.issuer, code) }} /> : null}
      {step.at === 'answered' ? <OutcomeOf outcome={step.outcome} onRefused={refuse} /> : null}
    </>
  )
}

function Offered({ offer, issuer, busy, onTake }: { offer: Offer; issuer: IssuerMetadata; busy: boolean; onTake: (code: string | undefined) => void }) {
  const { wording: { t, choose } } = useApp()
  const [code, setCode] = useState('')
  const transactionCode = offer.grant.way === 'code' ? offer.grant.transactionCode : undefined
  const signIn = offer.grant.way === 'sign-in'
  return (
    <form onSubmit={(event) => {
      event.preventDefault()
      onTake(transactionCode === undefined ? undefined : code)
    }}>
      <p class="lead">{t('wallet.offer.from', { issuer: choose(issuer.display)?.name ?? issuer.id })}</p>
      <p class="hint">{t('wallet.offer.address', { host: new URL(issuer.id).host })}</p>
      <SignedBy issuer={issuer} />
      <ul class="purse">{holdable(issuer, offer).map(({ display, forms }) => <li key={forms[0]!.configuration}><CardFace card={{ display, forms, issuer: issuer.id, issuerDisplay: issuer.display }} /></li>)}</ul>
      {transactionCode === undefined ? null : (
        <div class="field">
          <label class="label" for="code">{t('wallet.offer.code')}</label>
          <p class="hint" id="code-hint">{transactionCode.description ?? t('wallet.offer.code-hint', { length: transactionCode.length ?? 0 })}</p>
          <input class="input input-10" id="code" required autocomplete="one-time-code" inputMode={transactionCode.numeric ? 'numeric' : 'text'} maxLength={transactionCode.length} aria-describedby="code-hint"
            value={code} onInput={(event) => { setCode(event.currentTarget.value) }} />
        </div>
      )}
      <p>{t(signIn ? 'wallet.offer.sign-in' : 'wallet.offer.not-yet')}</p>
      <button class="button" type="submit" disabled={busy}>{signIn ? t('wallet.offer.go', { host: new URL(issuer.authorizationServer).host }) : t('wallet.offer.look')}</button>
      {busy ? <p role="status">{t(signIn ? 'wallet.offer.reading' : 'wallet.offer.fetching')}</p> : null}
    </form>
  )
}
