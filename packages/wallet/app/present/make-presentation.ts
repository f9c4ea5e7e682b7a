/** What is shown of a card: the chosen fields and nothing else, bound to this verifier and this request (RFC 9901 section 7.2). */
import { base64url } from 'jose'
import { SDJwtInstance } from '@sd-jwt/core'
import type { Card, Copy } from '../cards/card.ts'
import { Refused } from '../json.ts'
import { hasher, sdJwt } from '../sd-jwt.ts'
import type { Store } from '../store/open-store.ts'

export interface Binding { audience: string; nonce: string }

/** One for one use where there is one; else the lasting copy, by which a verifier recognises who comes again. @throws Refused */
export function chooseCopy({ copies }: Pick<Card, 'copies'>, now = Date.now() / 1000): Copy {
  const usable = copies.filter(({ until }) => until === undefined || until > now)
  const copy = usable.find(({ oneUse }) => oneUse) ?? usable[0]
  if (!copy) throw new Refused('expired')
  return copy
}

/** @param names of the claims to show, each with everything inside it. @throws Refused */
export async function makePresentation(store: Store, copy: Copy, names: readonly string[], { audience, nonce }: Binding): Promise<string> {
  const pair = await store.get('key', copy.key)
  if (!pair) throw new Refused('wrong-key')
  const keys = (await sdJwt.presentableKeys(copy.credential)).filter((key) => names.some((name) => key === name || key.startsWith(`${name}.`)))
  const holder = new SDJwtInstance({ hasher, hashAlg: 'sha-256', kbSignAlg: 'ES256', kbSigner: (data) => sign(pair.privateKey, data) })
  return holder.present(copy.credential, frameOf(keys), { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: audience, nonce } } })
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
