/** One that is there already, or one made for this app alone; of a new one it is asked once what it gives, before anything depends on it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { askPasskey, dropPasskey, type GivenSecret, makePasskey } from '../../lock/ask-passkey.ts'
import type { Opener } from '../../store/open-store.ts'
import { useApp } from '../app-context.ts'
import { Asking } from '../asking.tsx'
import { RefusalNotice } from '../refusal-notice.tsx'
import { useAsking } from '../use-asking.ts'

/** @param known passkeys that open already */
export function ChoosePasskey({ known, onGiven }: { known: readonly Opener[]; onGiven: (given: GivenSecret, own: boolean) => Promise<void> }) {
  const { wording: { t } } = useApp()
  const { busy, cause, ask, stop } = useAsking()
  const [made, setMade] = useState<string>()
  const unused = useRef<string | undefined>(undefined)
  useEffect(() => () => { if (unused.current !== undefined) void dropPasskey(unused.current) }, [])
  const use = () => { ask(async (signal) => onGiven(await askPasskey(signal), false)) }
  const make = () => { ask(async (signal) => {
    unused.current = await makePasskey(signal, t('web.site.name'), t('wallet.lock.passkey-name'), known)
    setMade(unused.current)
  }) }
  const tryMade = (passkey: string) => { ask(async (signal) => {
    const given = await askPasskey(signal, [{ passkey }])
    unused.current = undefined
    await onGiven(given, true)
  }) }
  return (
    <>
      {cause === undefined ? null : <RefusalNotice cause={cause} />}
      {made === undefined ? (
        <>
          <p>{t('wallet.lock.which')}</p>
          <button type="button" class="button" disabled={busy} onClick={use}>{t('wallet.lock.use')}</button>
          <button type="button" class="button button-secondary" disabled={busy} onClick={make}>{t('wallet.lock.make')}</button>
        </>
      ) : (
        <>
          <p role="status">{t('wallet.lock.made')}</p>
          <button type="button" class="button" disabled={busy} onClick={() => { tryMade(made) }}>{t('wallet.lock.try')}</button>
        </>
      )}
      {busy ? <Asking onStop={stop} /> : null}
    </>
  )
}
