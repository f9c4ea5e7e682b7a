/** An offer, step by step: from whom; then the code, or the issuer's page; then whose data it is; and only then it is kept. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type IssuerMetadata, readIssuer } from '../receive/read-issuer.ts'
import { type Offer, readOffer } from '../receive/read-offer.ts'
import { leaveForIssuer } from '../receive/leave-for-issuer.ts'
import { holdable, Interrupted, type Outcome, receiveOffer } from '../receive/receive-offer.ts'
import { Refused } from '../json.ts'
import { refusalOf } from '../refusals.ts'
import { useApp } from './app-context.ts'
import { OutcomeOf } from './awaited.tsx'
import { CardFace } from './card-face.tsx'
import { Heading } from './heading.tsx'
import { RefusalNotice, toldOf, useReady } from './refusal-notice.tsx'
import { SignedBy } from './signed-by.tsx'

interface OfferedStep { at: 'offered'; offer: Offer; issuer: IssuerMetadata; busy: boolean; /** Why it was not given: what was typed stands, and can be sent again. */ cause?: unknown }
type Step = { at: 'reading' } | OfferedStep | { at: 'fetching' } | { at: 'answered'; outcome: Outcome } | { at: 'refused'; cause: unknown; again?: () => void }

export function OfferView({ link }: { link: string }) {
  const { wording: { t }, store, logPolicy } = useApp()
  const [step, setStep] = useState<Step>({ at: 'reading' })
  const show = (outcome: Outcome) => { setStep({ at: 'answered', outcome }) }
  const refuse = (cause: unknown) => {
    setStep({ at: 'refused', cause, ...(cause instanceof Interrupted ? { again: () => {
      setStep({ at: 'fetching' })
      cause.again().then(show).catch(refuse)
    } } : {}) })
  }
  const read = () => {
    setStep({ at: 'reading' })
    readOffer(link).then(async (offer) => {
      const issuer = await readIssuer(offer.issuer, logPolicy)
      if (holdable(issuer, offer).length === 0) throw new Refused('other-format')
      setStep({ at: 'offered', offer, issuer, busy: false })
    }).catch((cause: unknown) => { setStep({ at: 'refused', cause, again: read }) })
  }
  useEffect(read, [link, logPolicy])

  const take = (offer: Offer, issuer: IssuerMetadata, code: string | undefined) => {
    const stay = (cause: unknown) => {
      const { reason } = toldOf(cause)
      if (cause instanceof Interrupted || !(isCode(reason) || refusalOf(reason).again)) refuse(cause)
      else setStep({ at: 'offered', offer, issuer, busy: false, cause })
    }
    setStep({ at: 'offered', offer, issuer, busy: true })
    if (offer.grant.way === 'code') receiveOffer(offer, issuer, code, logPolicy).then(show).catch(stay)
    else leaveForIssuer(store, offer, issuer, holdable(issuer, offer).flatMap(({ forms }) => forms.map(({ configuration }) => configuration))).then((url) => { location.assign(url) }).catch(stay)
  }
  return (
    <>
      <Heading>{t('wallet.offer.title')}</Heading>
      {step.at === 'reading' ? <p role="status">{t('wallet.offer.reading')}</p> : null}
      {step.at === 'fetching' ? <p role="status">{t('wallet.offer.fetching')}</p> : null}
      {step.at === 'refused' ? <RefusalNotice cause={step.cause} onAgain={step.again} /> : null}
      {step.at === 'offered' ? <Offered step={step} onTake={(code) => { take(step.offer, step.issuer, code) }} /> : null}
      {step.at === 'answered' ? <OutcomeOf outcome={step.outcome} onRefused={refuse} /> : null}
    </>
  )
}

/** Typed wrongly, which is said at the field. */
const isCode = (reason: string) => reason === 'code-wrong' || reason === 'code-unsure'

function Offered({ step: { offer, issuer, busy, cause }, onTake }: { step: OfferedStep; onTake: (code: string | undefined) => void }) {
  const { wording: { t, choose } } = useApp()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const told = cause === undefined ? undefined : toldOf(cause)
  const wrong = told && isCode(told.reason) ? t(`wallet.refused.${told.reason}`, { left: told.left ?? 0 }) : undefined
  useEffect(() => { if (wrong !== undefined) field.current?.select() }, [cause])
  const transactionCode = offer.grant.way === 'code' ? offer.grant.transactionCode : undefined
  const ready = useReady(cause)
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
        <div class={wrong === undefined ? 'field' : 'field field-wrong'}>
          <label class="label" for="code">{t('wallet.offer.code')}</label>
          {wrong === undefined ? null : <p class="field-error" id="code-error" role="alert">{wrong} {t('wallet.next.code')}</p>}
          <p class="hint" id="code-hint">{transactionCode.description ?? t('wallet.offer.code-hint', { length: transactionCode.length ?? 0 })}</p>
          <input class="input input-10" id="code" required autocomplete="one-time-code" inputMode={transactionCode.numeric ? 'numeric' : 'text'} maxLength={transactionCode.length} aria-describedby={wrong === undefined ? 'code-hint' : 'code-error code-hint'} aria-invalid={wrong !== undefined}
            ref={field} value={code} onInput={(event) => { setCode(event.currentTarget.value) }} />
        </div>
      )}
      <p>{t(signIn ? 'wallet.offer.sign-in' : 'wallet.offer.not-yet')}</p>
      {told && wrong === undefined ? <RefusalNotice cause={cause} /> : null}
      <button class="button" type="submit" disabled={busy || !ready}>{told && wrong === undefined ? t('wallet.again') : signIn ? t('wallet.offer.go', { host: new URL(issuer.authorizationServer).host }) : t('wallet.offer.look')}</button>
      {busy ? <p role="status">{t(signIn ? 'wallet.offer.reading' : 'wallet.offer.fetching')}</p> : null}
    </form>
  )
}
