/** A card shown to somebody who stands there, without a network: the fields that its holder chose, signed for the number on the other screen, as a series of codes. */
import { useEffect, useState } from 'preact/hooks'
import { toFrames } from '../../../verifier/in-person/frames.ts'
import { profile, readNumber } from '../../../verifier/in-person/profile.ts'
import { lastingCopy } from '../cards/card.ts'
import { takeLasting } from '../cards/keep-cards.ts'
import { writeDown } from '../history/keep-history.ts'
import type { Json } from '../json.ts'
import { presentSdJwt } from '../present/make-presentation.ts'
import { readCredential } from '../sd-jwt.ts'
import { useApp } from './app-context.ts'
import { Asking } from './asking.tsx'
import { describeClaims } from './describe-claims.ts'
import { Heading } from './heading.tsx'
import { InPersonCodes } from './in-person-codes.tsx'
import { Lines } from './lines.tsx'
import { Notice } from './notice.tsx'
import { PlaceLink } from './place-link.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { Scanner } from './scanner.tsx'
import { useAsking } from './use-asking.ts'

interface Made { frames: string[]; text: string }

export function InPersonView({ id }: { id: string }) {
  const { wording, cards, store, lock: { lock, confirm } } = useApp()
  const { t } = wording
  const card = cards.find((one) => one.id === id)
  const copy = card && lastingCopy(card)
  const [claims, setClaims] = useState<Json>({})
  const [names, setNames] = useState<readonly string[]>([])
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState(false)
  const [made, setMade] = useState<Made>()
  const { busy, cause, ask, stop } = useAsking()
  useEffect(() => { if (copy) void readCredential(copy.credential).then((read) => { setClaims(read.claims) }) }, [copy?.key])
  if (!card || !copy) return <><Heading>{t('wallet.in-person.title')}</Heading><Notice kind="refused" title={t(card ? 'wallet.in-person.none' : 'wallet.card.gone')} /></>

  const take = (text: string) => {
    const read = readNumber(text)
    if (read !== undefined) setNumber(read)
    return read !== undefined
  }
  const make = async (signal: AbortSignal) => {
    const nonce = readNumber(number)
    setWrong(nonce === undefined)
    if (nonce === undefined) return
    await confirm(signal)
    const token = await presentSdJwt(await takeLasting(store, card), names, { aud: profile, nonce })
    await writeDown(store, { host: '', inPerson: true, registered: undefined, outcome: 'shown', cards: [{ display: card.display, claims: names.map((name) => ({ name, display: card.names.find(({ path }) => path[0] === name)?.display ?? [] })) }] })
    setMade({ frames: await toFrames(token), text: (await toFrames(token, token.length))[0]! })
  }
  return (
    <>
      <p class="back"><PlaceLink to={{ view: 'card', id }}>{t('wallet.back')}</PlaceLink></p>
      <Heading>{t('wallet.in-person.title')}</Heading>
      <p class="lead">{t('wallet.in-person.lead')}</p>
      <p class="hint">{t('wallet.assurance.proximity')}</p>
      {cause === undefined ? null : <RefusalNotice cause={cause} of="request" />}
      {made ? <InPersonCodes {...made} onEnd={() => { setMade(undefined) }} /> : (
        <form onSubmit={(event) => {
          event.preventDefault()
          ask(make)
        }}>
          <fieldset class="field">
            <legend class="label">{t('wallet.in-person.fields')}</legend>
            {describeClaims(claims, card.names, wording).map(({ name, label, values }) => (
              <div class="choice" key={name}>
                <input type="checkbox" id={`show-${name}`} checked={names.includes(name)} aria-describedby={`show-${name}-value`}
                  onChange={(event) => { setNames(event.currentTarget.checked ? [...names, name] : names.filter((one) => one !== name)) }} />
                <label for={`show-${name}`}>{label}</label>
                <p class="hint" id={`show-${name}-value`}><Lines of={values} /></p>
              </div>
            ))}
          </fieldset>
          <Scanner onFound={take} />
          <div class={wrong ? 'field field-wrong' : 'field'}>
            <label class="label" for="number">{t('wallet.in-person.number')}</label>
            <p class="hint" id="number-hint">{t('wallet.in-person.number-hint')}</p>
            {wrong ? <p class="field-error" id="number-error" role="alert">{t('wallet.in-person.number-wrong')}</p> : null}
            <input class="input" id="number" inputMode="numeric" autocomplete="off" size={12} aria-describedby={wrong ? 'number-hint number-error' : 'number-hint'} aria-invalid={wrong}
              value={number} onInput={(event) => { setNumber(event.currentTarget.value) }} />
          </div>
          <p>{t('wallet.in-person.recognised')}</p>
          <button class="button" type="submit" disabled={busy}>{t('wallet.in-person.make')}</button>
          {busy && lock ? <Asking onStop={stop} /> : null}
        </form>
      )}
    </>
  )
}
