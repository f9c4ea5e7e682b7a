/** Passkeys without hands: a virtual authenticator (WebAuthn level 3, section 11), and a security key that is carried from one browser to another. */
import assert from 'node:assert/strict'
import type { CDPSession, Page } from 'playwright-core'

interface Authenticator { session: CDPSession; id: string }

/** As it lies in the authenticator: the same key, wherever it is plugged in. */
export type CarriedKey = Awaited<ReturnType<typeof keyOf>>

/** @param transport internal: the device's own; usb: a key of its own. @param prf whether it evaluates pseudo-random functions (CTAP 2.1, hmac-secret) */
export async function plugIn(page: Page, transport: 'internal' | 'usb', key?: CarriedKey, prf = false): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', ctap2Version: 'ctap2_1', transport, hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: prf },
  })
  if (key) await session.send('WebAuthn.addCredential', { authenticatorId: id, credential: key })
  return { session, id }
}

/** The only passkey in it. */
export async function keyOf({ session, id }: Authenticator) {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId: id })
  assert.equal(credentials.length, 1)
  return credentials[0]!
}

export const unplug = ({ session, id }: Authenticator) => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: id })
