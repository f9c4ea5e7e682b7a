/**
 * What a passkey gives for opening: the output of its pseudo-random function (WebAuthn Level 3, section 10.1.4), 32 bytes that this authenticator alone can give, for
 * this host alone, and only once it has recognised its holder. They leave this file as a key from which others can be derived and which cannot be read; the ceremony's
 * answer, which holds them too, goes nowhere: nobody is signed in by it, and no server sees it.
 */
import { base64url } from 'jose'
import { Refused } from '../json.ts'
import type { Opener } from '../store/open-store.ts'

export interface GivenSecret extends Pick<Opener, 'passkey' | 'attachment'> {
  /** For HKDF. */
  secret: CryptoKey
}

/** Of this purpose alone: what the same passkey is asked for elsewhere opens nothing here. The browser hashes it with a prefix of its own before an authenticator sees it. */
const purpose = new TextEncoder().encode('maru wallet: opens what lies on this device, 1')

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const named = (id: string) => ({ type: 'public-key' as const, id: new Uint8Array(base64url.decode(id)) })

/** Milliseconds. */
const timeout = 2 * 60_000

/** @param known passkeys that would do; any of this host, where none is named. @throws Refused */
export async function askPasskey(signal: AbortSignal, known: readonly { passkey: string }[] = []): Promise<GivenSecret> {
  const credential = await ceremony(signal, () => navigator.credentials.get({ signal, publicKey: {
    challenge: random(32), timeout, rpId: location.hostname, allowCredentials: known.map(({ passkey }) => named(passkey)), userVerification: 'required', extensions: { prf: { eval: { first: purpose } } },
  } }))
  const first = credential.getClientExtensionResults().prf?.results?.first as ArrayBuffer | undefined
  if (first?.byteLength !== 32) throw new Refused(known.length > 0 ? 'lock-silent' : 'lock-no-prf')
  const secret = await crypto.subtle.importKey('raw', first, 'HKDF', false, ['deriveKey'])
  new Uint8Array(first).fill(0)
  return { passkey: credential.id, attachment: credential.authenticatorAttachment === 'platform' ? 'platform' : 'cross-platform', secret }
}

/**
 * For this app alone, beside those that sign in. What it gives is asked for afterwards, as it will be each time: what opens has opened once before anything depends on it.
 * @param site and name as the authenticator shows them. @param known passkeys that open already. @returns its id. @throws Refused
 */
export async function makePasskey(signal: AbortSignal, site: string, name: string, known: readonly { passkey: string }[]): Promise<string> {
  const credential = await ceremony(signal, () => navigator.credentials.create({ signal, publicKey: {
    challenge: random(32), timeout, rp: { id: location.hostname, name: site },
    // By chance: an authenticator keeps one passkey for a host and a user, and must not put this one in the place of the one that signs in.
    user: { id: random(32), name, displayName: name },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })), attestation: 'none', excludeCredentials: known.map(({ passkey }) => named(passkey)),
    // Discoverable, as a platform's own are: of others some telephones are said to have no PRF. Something is evaluated, since Windows Hello fails over nothing (mozilla/fxa pull request 20786).
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, extensions: { prf: { eval: { first: purpose } } },
  } }))
  const { enabled, results } = credential.getClientExtensionResults().prf ?? {}
  if (results) new Uint8Array(results.first as ArrayBuffer).fill(0)
  if (!enabled) {
    await dropPasskey(credential.id)
    throw new Refused('lock-no-prf')
  }
  return credential.id
}

/** It opens nothing any more: where the browser can say so to the authenticator, it is not offered again (WebAuthn Level 3, section 5.1.10). */
export const dropPasskey = async (passkey: string) => window.PublicKeyCredential?.signalUnknownCredential?.({ rpId: location.hostname, credentialId: passkey }).catch(() => undefined)

/** A browser tells a page no more than it must: cancelled here or there, too late, not plugged in and not recognised look the same. */
async function ceremony(signal: AbortSignal, ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!('PublicKeyCredential' in window)) throw new Refused('lock-unsupported')
  try {
    // Some browsers go on waiting for an authenticator after they were told to stop: this app does not.
    const stopped = new Promise<never>((_, refuse) => { signal.addEventListener('abort', () => { refuse(signal.reason as Error) }) })
    return await Promise.race([ask(), stopped]) as PublicKeyCredential
  } catch (cause) {
    const { name } = cause as DOMException
    throw new Refused(name === 'InvalidStateError' ? 'lock-known' : name === 'NotSupportedError' || name === 'SecurityError' ? 'lock-unsupported' : 'lock-not-given', cause)
  }
}
