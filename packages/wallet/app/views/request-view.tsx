/** Somebody asks: who, what for, under which registration, and what exactly. Nothing leaves before its holder says so. */
import { useEffect, useState } from 'preact/hooks'
import { takeCopy } from '../cards/keep-cards.ts'
import { type Shown, writeDown } from '../history/keep-history.ts'
import { Refused } from '../json.ts'
import { answerRequest, declineRequest } from '../present/answer-request.ts'
import { findRegistration, type Registration } from '../present/find-registration.ts'
import { makePresentation } from '../present/make-presentation.ts'
import { type Asked, matchQuery } from '../present/match-query.ts'
import { type PresentationRequest, readRequest } from '../present/read-request.ts'
import { refusalOf } from '../refusals.ts'
import { useApp } from './app-context.ts'
import { AskedCard } from './asked-card.tsx'
import { Asking } from './asking.tsx'
import { type Choice, firstChoice, showsLess } from './choice.ts'
import { Heading } from './heading.tsx'
import { Notice } from './notice.tsx'
import { PlaceLink } from './place-link.tsx'
import { RefusalNotice, toldOf } from './refusal-notice.tsx'
import { useAsking } from './use-asking.ts'
import { WhoAsks } from './who-asks.tsx'

type Step = { at: 'reading' } | { at: 'asked'; request: PresentationRequest; registration: Registration | undefined; asked: Asked[] | undefined; busy: boolean } | { at: 'done'; shown: boolean; next: URL | undefined } | { at: 'refused'; cause: unknown; again?: () => void }

export function RequestView({ link, otherDevice }: { link: string; otherDevice: boolean }) {
  const { wording: { t }, store, lock, logPolicy, cards, refresh } = useApp()
  const [step, setStep] = useState<Step>({ at: 'reading' })
  const asking = useAsking()
  const refuse = (cause: unknown) => { setStep({ at: 'refused', cause }) }
  const again = (open: () => Promise<void>) => (cause: unknown) => {
    setStep({ at: 'refused', cause, again: () => {
      setStep({ at: 'reading' })
      open().catch(again(open))
    } })
  }
  const look = async (request: PresentationRequest) => {
    const registration = await findRegistration(request, logPolicy)
    setStep({ at: 'asked', request, registration, asked: await matchQuery(request.query, cards, registration), busy: false })
  }
  useEffect(() => {
    // It is given to this wallet, and not for ever: what has been fetched is looked at again, not fetched again.
    const read = () => readRequest(link).then((request) => look(request).catch(again(() => look(request))))
    read().catch(again(read))
  }, [link])

  const note = (request: PresentationRequest, registration: Registration | undefined, outcome: Shown['outcome'], choices: readonly Choice[]) => writeDown(store, {
    host: request.responseUri.host, registered: registration?.name, outcome,
    cards: choices.map(({ candidate: { card }, names }) => ({ display: card.display, claims: names.map((name) => ({ name, display: card.names.find(({ path }) => path[0] === name)?.display ?? [] })) })),
  })

  const show = async (request: PresentationRequest, registration: Registration | undefined, choices: ReadonlyMap<string, Choice>) => {
    const shown: Record<string, string[]> = {}
    for (const [id, { candidate, names }] of choices) {
      // Whether it arrives cannot be known, and the page may be left at once: a copy that was made ready to be sent is never shown again.
      const taken = await takeCopy(store, candidate.card.id, candidate.format)
      shown[id] = [await makePresentation(taken, names, request)]
    }
    await refresh()
    await send(request, registration, shown, choices)
  }

  /** The very same again, where nobody knows whether it arrived: what was made ready for this request is good for no other. */
  const send = async (request: PresentationRequest, registration: Registration | undefined, shown: Record<string, string[]>, choices: ReadonlyMap<string, Choice>, before = false) => {
    try {
      const next = await answerRequest(request, shown)
      await note(request, registration, 'shown', [...choices.values()])
      setStep({ at: 'done', shown: true, next })
      if (next) location.assign(next)
    } catch (cause) {
      const { reason } = toldOf(cause)
      const open = refusalOf(reason).again === true
      if (!before) await note(request, registration, open ? 'unanswered' : 'refused', [...choices.values()])
      if (!open) refuse(before && reason === 'request-over' ? new Refused('maybe-shown', cause) : cause)
      else again(() => send(request, registration, shown, choices, true))(cause)
    }
  }

  return (
    <>
      <Heading>{t('wallet.request.title')}</Heading>
      {step.at === 'reading' ? <p role="status">{t('wallet.request.reading')}</p> : null}
      {step.at === 'refused' ? <RefusalNotice cause={step.cause} of="request" onAgain={step.again} /> : null}
      {step.at === 'done' ? (
        <Notice kind="done" title={t(step.shown ? 'wallet.request.shown' : 'wallet.request.declined')}>
          {step.next ? <p><a href={step.next.href}>{t('wallet.request.go-on', { host: step.next.host })}</a></p> : null}
          <p><PlaceLink to={{ view: 'history' }}>{t('wallet.history.title')}</PlaceLink></p>
        </Notice>
      ) : null}
      {step.at === 'asked' ? (
        <>
          <WhoAsks request={step.request} registration={step.registration} otherDevice={otherDevice} />
          <Choosing asked={step.asked} busy={step.busy} asking={asking} onShow={(choices) => {
            asking.ask(async (signal) => {
              await lock.confirm(signal)
              setStep({ ...step, busy: true })
              void lock.during(show(step.request, step.registration, choices)).catch(refuse)
            })
          }} onDecline={() => {
            const { request, registration } = step
            setStep({ at: 'done', shown: false, next: undefined })
            // Told where it can be; what the person decided stands either way.
            void declineRequest(request).catch((cause: unknown) => { if (!(cause instanceof Refused)) throw cause }).then(() => note(request, registration, 'declined', []))
          }} />
        </>
      ) : null}
    </>
  )
}

function Choosing({ asked, busy, asking, onShow, onDecline }: { asked: Asked[] | undefined; busy: boolean; asking: ReturnType<typeof useAsking>; onShow: (choices: ReadonlyMap<string, Choice>) => void; onDecline: () => void }) {
  const { wording: { t }, lock: { lock } } = useApp()
  const still = busy || asking.busy
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(() => new Map((asked ?? []).map(({ id, candidates: [candidate] }) => [id, firstChoice(candidate!)])))
  return (
    <>
      {asked === undefined ? <Notice kind="attention" title={t('wallet.request.none')}><p>{t('wallet.request.none-next')}</p></Notice> : null}
      {(asked ?? []).map((one) => <AskedCard key={one.id} asked={one} choice={choices.get(one.id)!} onChoose={(choice) => { setChoices(new Map([...choices, [one.id, choice]])) }} />)}
      {asking.cause === undefined ? null : <RefusalNotice cause={asking.cause} of="request" />}
      {[...choices.values()].some(showsLess) ? <p>{t('wallet.request.less')}</p> : null}
      {asked === undefined ? null : <button type="button" class="button" disabled={still} onClick={() => { onShow(choices) }}>{t('wallet.request.show')}</button>}
      <button type="button" class="button button-secondary" disabled={still} onClick={onDecline}>{t('wallet.request.decline')}</button>
      {asking.busy && lock ? <Asking onStop={asking.stop} /> : null}
      {busy ? <p role="status">{t('wallet.request.sending')}</p> : null}
    </>
  )
}
