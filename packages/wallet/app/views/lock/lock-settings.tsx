/** The lock as its holder sets it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { addOpener, askForOthers, openLock, removeOpener, turnOff, turnOn } from '../../lock/change-lock.ts'
import type { Lock, Opener } from '../../store/open-store.ts'
import { useApp } from '../app-context.ts'
import { Asking } from '../asking.tsx'
import { Notice } from '../notice.tsx'
import { RefusalNotice } from '../refusal-notice.tsx'
import { ChoosePasskey } from './choose-passkey.tsx'
import { useAsking } from '../use-asking.ts'

type Done = 'on' | 'off' | 'added' | 'removed'

export function LockSettings() {
  const { wording: { t }, store, lock: { lock, look } } = useApp()
  const [done, setDone] = useState<Done>()
  const heading = useRef<HTMLHeadingElement>(null)
  const finish = async (what: Done) => {
    await look(true)
    setDone(what)
  }
  // What was pressed is gone: the reader goes on at what has come of it.
  useEffect(() => { if (done !== undefined) heading.current?.focus() }, [done, lock])
  return (
    <section aria-labelledby="lock">
      <h2 id="lock" ref={heading} tabIndex={-1}>{t(lock ? 'wallet.lock.is-on' : 'wallet.lock.title')}</h2>
      {done === undefined ? null : <Notice kind="done" title={t(`wallet.lock.done.${done}`)}>{done === 'on' ? <p>{t('wallet.lock.second')}</p> : null}</Notice>}
      <p>{t('wallet.lock.lead')}</p>
      {lock ? <TurnedOn lock={lock} onDone={finish} /> : (
        <>
          <p>{t('wallet.lock.lost')}</p>
          <ChoosePasskey known={[]} onGiven={async (given, own) => {
            await turnOn(store, given, own)
            await finish('on')
          }} />
        </>
      )}
    </section>
  )
}

function TurnedOn({ lock, onDone }: { lock: Lock; onDone: (what: Done) => Promise<void> }) {
  const { wording: { t, dateTime }, store, lock: { shut } } = useApp()
  const { busy, cause, ask, stop } = useAsking()
  const [forOthers, setForOthers] = useState<CryptoKey>()
  const nameOf = ({ attachment, since }: Opener) => t(attachment === 'platform' ? 'wallet.lock.here' : 'wallet.lock.carried', { date: dateTime(since) })
  const remove = (opener: Opener) => { ask(async (signal) => {
    await openLock(store, signal)
    await removeOpener(store, opener.passkey)
    await onDone('removed')
  }) }
  return (
    <>
      <button type="button" class="button" onClick={shut}>{t('wallet.lock.now')}</button>
      {cause === undefined ? null : <RefusalNotice cause={cause} />}
      {busy ? <Asking onStop={stop} /> : null}
      <h3>{t('wallet.lock.openers')}</h3>
      <ul>
        {lock.openers.map((opener) => (
          <li key={opener.passkey}>
            <p>{nameOf(opener)}{opener.own ? ` · ${t('wallet.lock.own')}` : ''}</p>
            {lock.openers.length === 1 ? null : <button type="button" class="button button-danger" disabled={busy} onClick={() => { remove(opener) }}>{t('wallet.lock.remove', { name: nameOf(opener) })}</button>}
          </li>
        ))}
      </ul>
      {lock.openers.length === 1 ? <p>{t('wallet.lock.lost')}</p> : <p class="hint">{t('wallet.lock.stolen')}</p>}
      <h3>{t('wallet.lock.add')}</h3>
      {forOthers === undefined ? (
        <>
          <p>{t('wallet.lock.add-means')}</p>
          <button type="button" class="button button-secondary" disabled={busy} onClick={() => { ask(async (signal) => { setForOthers(await askForOthers(store, signal)) }) }}>{t('wallet.lock.add-first')}</button>
        </>
      ) : (
        <ChoosePasskey known={lock.openers} onGiven={async (given, own) => {
          await addOpener(store, forOthers, given, own)
          setForOthers(undefined)
          await onDone('added')
        }} />
      )}
      <h3>{t('wallet.lock.off')}</h3>
      <p>{t('wallet.lock.off-means')}</p>
      <button type="button" class="button button-danger" disabled={busy} onClick={() => { ask(async (signal) => {
        await openLock(store, signal)
        await turnOff(store)
        await onDone('off')
      }) }}>{t('wallet.lock.off')}</button>
    </>
  )
}
