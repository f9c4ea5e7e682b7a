/** The lock; and what this app can assure and what it cannot, said as it is. */
import { useEffect, useState } from 'preact/hooks'
import { useApp } from './app-context.ts'
import { fetched } from './fetched.tsx'
import { Heading } from './heading.tsx'

const LockSettings = fetched(() => import('./lock/lock-settings.tsx').then((part) => part.LockSettings))

export function SettingsView() {
  const { wording: { t }, lock: { lock } } = useApp()
  const [persisted, setPersisted] = useState<boolean>()
  useEffect(() => { void navigator.storage.persisted().then(setPersisted) }, [])
  return (
    <>
      <Heading>{t('wallet.settings.title')}</Heading>
      <LockSettings />
      <h2>{t('wallet.assurance.title')}</h2>
      <ul>
        <li>{t('wallet.assurance.keys')}</li>
        <li>{t('wallet.assurance.level')}</li>
        <li>{t('wallet.assurance.attested')}</li>
        <li>{t(lock ? 'wallet.assurance.locked' : 'wallet.assurance.device')}</li>
        <li>{t('wallet.assurance.proximity')}</li>
        <li>{t('wallet.assurance.history')}</li>
      </ul>
      {persisted === undefined ? null : <p>{t(persisted ? 'wallet.assurance.persisted' : 'wallet.assurance.not-persisted')}</p>}
    </>
  )
}
