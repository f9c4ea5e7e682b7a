/** What is shown of a card: the chosen fields and nothing else, bound to this verifier and this request (RFC 9901 section 7.2; of a mobile document `mdoc/`). */
import { base64url } from 'jose'
import { SDJwtInstance } from '@sd-jwt/core'
import type { TakenCopy } from '../cards/keep-cards.ts'
import { hasher, sdJwt } from '../sd-jwt.ts'
import type { PresentationRequest } from './read-request.ts'

export type Binding = Pick<PresentationRequest, 'clientId' | 'nonce' | 'responseAddress' | 'encryption'>

/** @param names of the claims to show, each with everything inside it */
export async function makePresentation({ format, copy, pair }: TakenCopy, names: readonly string[], { clientId, nonce, responseAddress, encryption }: Binding): Promise<string> {
  if (format === 'mso_mdoc') {
    const { presentMdoc } = await import('../mdoc/present-mdoc.ts')
    return presentMdoc(copy.credential, pair.privateKey, names, { clientId, nonce, responseUri: responseAddress, encryptionKey: encryption?.key })
  }
  return presentSdJwt({ copy, pair }, names, { aud: clientId, nonce })
}

/** @param proof whom it is for, and for what of theirs */
export async function presentSdJwt({ copy, pair }: Pick<TakenCopy, 'copy' | 'pair'>, names: readonly string[], proof: { aud: string; nonce: string }): Promise<string> {
  const keys = (await sdJwt.presentableKeys(copy.credential)).filter((key) => names.some((name) => key === name || key.startsWith(`${name}.`)))
  const holder = new SDJwtInstance({ hasher, hashAlg: 'sha-256', kbSignAlg: 'ES256', kbSigner: (data) => sign(pair.privateKey, data) })
  return holder.present(copy.credential, frameOf(keys), { kb: { payload: { iat: Math.floor(Date.now() / 1000), ...proof } } })
}

interface Frame { [name: string]: boolean | Frame }

/** The library's name for what is disclosed: nested as the claims are. */
function frameOf(keys: readonly string[]): Frame {
  const frame: Frame = {}
  for (const key of keys) {
    let here = frame
    const steps = key.split('.')
    for (const [at, step] of steps.entries()) {
      if (at === steps.length - 1) here[step] ??= true
      else here = (here[step] = typeof here[step] === 'object' ? here[step] : {})
    }
  }
  return frame
}

async function sign(key: CryptoKey, data: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(data))
  return base64url.encode(new Uint8Array(signature))
}
