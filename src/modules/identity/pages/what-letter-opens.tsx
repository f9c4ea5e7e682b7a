/** To whoever came in by a letter: what that opens, why not more, and how to open the rest. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import type { View } from '../../../web/view.ts'
import type { National } from '../national/national.ts'

export function WhatLetterOpens({ view, national }: { view: View; national: Pick<National, 'name'> | undefined }) {
  const { t } = view
  return (
    <>
      <h2>{t('letters.low.title')}</h2>
      <p>{t('letters.low.open')}</p>
      <p>{t('letters.low.closed')}</p>
      <p>{t('letters.low.why')}</p>
      <h2>{t('letters.low.raise')}</h2>
      <p>{whereToRegister(view)}</p>
      <p>{t('letters.low.raise-how')}</p>
      {national === undefined ? null : <ButtonLink href="/sign-in/national?next=/my/passkeys" kind="secondary">{view.text(national.name)}</ButtonLink>}
    </>
  )
}

/** At which offices, with which documents. */
export function whereToRegister(view: View): string {
  const { registration, agencies, helpLine } = view.pack as Pick<Pack, 'registration' | 'agencies' | 'helpLine'>
  if (registration === undefined) return view.t('registration.register.no-code-next', { phone: helpLine.phone })
  return view.t('registration.register.office', {
    agencies: registration.agencies.map((id) => view.text(agencies.find((agency) => agency.id === id)?.name ?? {})).join(', '), documents: registration.documents.map(({ name }) => view.text(name)).join(', '),
  })
}
