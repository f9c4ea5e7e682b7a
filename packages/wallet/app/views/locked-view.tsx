/** Nothing of the holder's can be read here. */
import { useApp } from './app-context.ts'
import { fetched } from './fetched.tsx'
import { Heading } from './heading.tsx'

const OpenLock = fetched(() => import('./lock/open-lock.tsx').then((part) => part.OpenLock))

export function LockedView() {
  const { wording: { t } } = useApp()
  return (
    <>
      <Heading>{t('wallet.locked.title')}</Heading>
      <p class="lead">{t('wallet.locked.lead')}</p>
      <OpenLock />
    </>
  )
}
