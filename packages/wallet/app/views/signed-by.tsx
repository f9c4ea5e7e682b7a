/** Who has signed what an issuer says of itself, as far as it can be known. */
import type { IssuerMetadata } from '../receive/read-issuer.ts'
import { useApp } from './app-context.ts'

export function SignedBy({ issuer: { id, signer } }: { issuer: Pick<IssuerMetadata, 'id' | 'signer'> }) {
  const { wording: { t, language: { country } } } = useApp()
  const { host } = new URL(id)
  if (!signer) return <p class="hint">{t('wallet.issuer.unsigned', { host })}</p>
  if (new URL(id).origin === location.origin) return <p class="hint">{t('wallet.issuer.signed-here', { country })}</p>
  return <p class="hint">{signer.did === undefined ? t('wallet.issuer.signed', { host, name: signer.calledBy ?? host }) : t('wallet.issuer.signed-did', { host })}</p>
}
