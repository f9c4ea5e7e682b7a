/** Passkeys (WebAuthn Level 3). The ceremony's cryptography is the library's; who it is for is decided here. */
import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse,
  type AuthenticationResponseJSON, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import type { Subject } from '../sessions/sessions.ts'
import type { Assurance, IdentityTables } from '../tables.ts'
import { newChallenge, takeChallenge } from './challenge.ts'

/**
 * Asked for so that the same passkey can lock things in a browser as well (PRF, WebAuthn Level 3 section 10.1.4): some security keys and platforms prepare for it only when a passkey is made.
 * With a value to evaluate, since Windows Hello fails over none (mozilla/fxa pull request 20786); what comes of this one is no key of anything, and is never sent here.
 */
const withPrf = { prf: { eval: { first: Buffer.from('maru portal: prepared, and not used, 1').toString('base64url') } } }

/** The site as browsers see it: passkeys are bound to its host. */
export interface RelyingParty { origin: string; name: string }

export interface PasskeyRow { id: string; name: string; created_at: Date; used_at: Date | null; assurance: Assurance }

export interface Passkeys {
  registrationOptions(site: RelyingParty, subject: Subject): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** @returns its id. @param also what must come about with it, in the same transaction */
  register(site: RelyingParty, subject: Subject, response: string, name: string, also?: (tx: Tx<IdentityTables>) => Promise<void>): Promise<string>
  signInOptions(site: RelyingParty): Promise<PublicKeyCredentialRequestOptionsJSON>
  /** @throws Fault where the passkey is not known, not ours, answered before, or answered too late */
  signIn(site: RelyingParty, response: string): Promise<Subject>
  list(kind: Subject['kind'], subject: string): Promise<PasskeyRow[]>
  /** What its holder calls it; another person's stays what it is. */
  rename(kind: Subject['kind'], subject: string, id: string, name: string): Promise<void>
  remove(kind: Subject['kind'], subject: string, id: string): Promise<void>
}

const host = ({ origin }: RelyingParty) => new URL(origin).hostname

export function createPasskeys(db: RoomDatabase<IdentityTables>, key: Buffer): Passkeys {
  const list: Passkeys['list'] = (kind, subject) => db.transaction((tx) => tx.selectFrom('passkey').select(['id', 'name', 'created_at', 'used_at', 'assurance'])
    .where('kind', '=', kind).where('subject', '=', subject).orderBy('created_at').execute())
  return {
    async registrationOptions(site, { kind, subject, name, assurance = 'substantial' }) {
      // One that came by a letter gives way to a surer one, on the same device.
      const present = (await list(kind, subject)).filter((passkey) => passkey.assurance === 'substantial' || assurance === 'low')
      return generateRegistrationOptions({
        rpName: site.name, rpID: host(site), userName: name, userDisplayName: name, userID: new Uint8Array(Buffer.from(`${kind}:${subject}`)),
        challenge: newChallenge(key, `register ${kind}:${subject}`), attestationType: 'none', excludeCredentials: present.map(({ id }) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, extensions: withPrf as object,
      })
    },
    async register(site, { kind, subject, name: subjectName, assurance = 'substantial' }, text, name, also) {
      const response = readJson(text) as RegistrationResponseJSON
      const result = await refusing(() => verifyRegistrationResponse({
        response, expectedChallenge: (challenge) => takeChallenge(db, key, `register ${kind}:${subject}`, challenge),
        expectedOrigin: site.origin, expectedRPID: host(site), requireUserVerification: true,
      }))
      if (!result.verified) throw new Fault(identityFaults.passkeyRefused)
      const { credential } = result.registrationInfo
      await db.transaction(async (tx) => {
        await also?.(tx)
        if (kind === 'resident' && assurance === 'substantial') await endLow(tx, subject)
        await tx.insertInto('passkey').values({
          id: credential.id, kind, subject, subject_name: subjectName, name, public_key: Buffer.from(credential.publicKey), counter: credential.counter,
          transports: credential.transports ?? [], used_at: null, assurance,
        }).execute()
      })
      return credential.id
    },
    signInOptions: (site) => generateAuthenticationOptions({ rpID: host(site), challenge: newChallenge(key, 'sign in'), userVerification: 'required' }),
    async signIn(site, text) {
      const response = readJson(text) as AuthenticationResponseJSON
      const row = await db.transaction((tx) => tx.selectFrom('passkey').selectAll().where('id', '=', response.id).executeTakeFirst())
      if (!row) throw new Fault(identityFaults.passkeyUnknown)
      const { verified, authenticationInfo } = await refusing(() => verifyAuthenticationResponse({
        response, expectedChallenge: (challenge) => takeChallenge(db, key, 'sign in', challenge), expectedOrigin: site.origin, expectedRPID: host(site), requireUserVerification: true,
        credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: row.counter, transports: row.transports as never },
      }))
      if (!verified) throw new Fault(identityFaults.passkeyRefused)
      await db.transaction((tx) => tx.updateTable('passkey').set({ counter: authenticationInfo.newCounter, used_at: new Date() }).where('id', '=', row.id).execute())
      return { kind: row.kind, subject: row.subject, name: row.subject_name, assurance: row.assurance, ...(row.kind === 'official' || row.assurance === 'low' ? { passkey: row.id } : {}) }
    },
    list,
    async rename(kind, subject, id, name) {
      await db.transaction((tx) => tx.updateTable('passkey').set({ name }).where('id', '=', id).where('kind', '=', kind).where('subject', '=', subject).execute())
    },
    async remove(kind, subject, id) {
      await db.transaction((tx) => tx.deleteFrom('passkey').where('id', '=', id).where('kind', '=', kind).where('subject', '=', subject).execute())
    },
  }
}

/** Whoever has been seen as the person keeps no way in for which a letter alone vouched: theirs is surer now, and a stranger's ends. What it opened ends with it. */
const endLow = (tx: Tx<IdentityTables>, person: string) => tx.deleteFrom('passkey').where('kind', '=', 'resident').where('subject', '=', person).where('assurance', '=', 'low').execute()

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch (cause) {
    throw new Fault(identityFaults.passkeyRefused, { cause })
  }
  throw new Fault(identityFaults.passkeyRefused)
}

/** The library throws what does not fit; people read that it was refused, the log reads why. */
async function refusing<Result>(verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify()
  } catch (cause) {
    throw new Fault(identityFaults.passkeyRefused, { cause })
  }
}
