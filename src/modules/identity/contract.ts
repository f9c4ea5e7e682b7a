/** What crosses the identity room's door. */
import Type from 'typebox'
import { defineEvent } from '../../kernel/events/events.ts'
import { defineJob } from '../../kernel/events/jobs.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'

export const identityFaults = defineFaults('identity', {
  noSuchPerson: 422,
  noSuchOfficial: 404,
  demonstrationOnly: 404,
  passkeyRefused: 401,
  passkeyUnknown: 401,
  tooLate: 401,
  invitationUsed: 410,
  lastAdministrator: 409,
  lastPasskey: 409,
  alreadyLeft: 409,
  noSuchMandate: 404,
  mandateOver: 403,
  mandateBeyond: 403,
  mandateUnconfirmed: 503,
  mandateOpen: 409,
  offerUnknown: 404,
  offerOfAnother: 403,
  notForOneself: 409,
  proveAgain: 403,
  notRecordedHere: 403,
  secondLook: 403,
  notRegisteredHere: 403,
  noSuchRegistration: 404,
  registrationOver: 410,
  registrationUnknown: 404,
  notByOneself: 403,
  tooFewTrusted: 409,
  trustedFull: 409,
  trustedAlready: 409,
  noSuchTrust: 404,
  wordsMissing: 409,
  nationalElsewhere: 403,
  nationalRefused: 401,
  nationalSilent: 503,
  signOutFirst: 409,
  noSuchDevice: 404,
  deviceOver: 409,
  deviceHeld: 403,
  deviceKeyTaken: 409,
  letterUnknown: 404,
  letterUnconfirmed: 503,
  noSuchLetter: 404,
  letterOver: 410,
  noSuchInvitation: 404,
  invitationOver: 409,
  invitationOpen: 409,
  tooManyInvited: 429,
})

const mandate = {
  mandate: Uuid, kind: Type.String(), actor: Type.String({ description: 'Who acts' }), actorName: Type.String(),
  subject: Type.String({ description: 'For whom' }), subjectName: Type.String(),
  tellSubject: Type.Boolean({ description: 'False for a child whom the pack holds for too young' }),
}
export const MandateBegun = defineEvent('identity.mandate-begun', 1, strict(mandate))
export const MandateEnded = defineEvent('identity.mandate-ended', 1, strict({ ...mandate, because: Type.String() }))
/** The first use of a kind on a legal day. Each use stands with the mandate. */
export const MandateUsed = defineEvent('identity.mandate-used', 1, strict({ ...mandate, act: Type.String() }))

const registration = { registration: Uuid, person: Type.String(), agency: Type.String() }
/** An official has given somebody a sheet in this person's name. */
export const RegistrationOpened = defineEvent('identity.registration-opened', 1, strict({ ...registration, endsFormer: Type.Boolean({ description: 'Whatever let the person in until then has ended' }) }))
/** Somebody has taken the sheet up, and is signed in. */
export const RegistrationTaken = defineEvent('identity.registration-taken', 1, strict(registration))
/** Somebody at an office says to be this person, and has no document: those whom the person trusts are asked. */
export const RegistrationAsked = defineEvent('identity.registration-asked', 1, strict(registration))
/** One of them. */
export const WordAsked = defineEvent('identity.word-asked', 1, strict({ ...registration, name: Type.String({ description: 'Who it is said to be' }) }))
/** Somebody may say from now on who the owner is. */
export const TrustBegun = defineEvent('identity.trust-begun', 1, strict({ owner: Type.String(), name: Type.String() }))
/** A letter by which somebody may come in goes to the registered address: asked for by whoever knows number, name and day of birth, or at an agency's wish. */
export const LetterOpened = defineEvent('identity.letter-opened', 1, strict({ letter: Uuid, person: Type.String(), agency: Type.String(), began: Type.Enum(['asked', 'invited']) }))
/** Somebody has taken it up, and is signed in. */
export const LetterTaken = defineEvent('identity.letter-taken', 1, strict({ letter: Uuid, person: Type.String() }))
/** By an account of the national sign-in that has not been used for this person before, somebody has come in. */
export const NationalBegun = defineEvent('identity.national-begun', 1, strict({ person: Type.String() }))
/** A resident has one more passkey, made by whoever was signed in: a new way in. */
export const PasskeyAdded = defineEvent('identity.passkey-added', 1, strict({ person: Type.String() }))
/** What let a person in is lost: it has ended here, and ends wherever else it does. @see RegistrationOpened */
export const AccessLost = defineEvent('identity.access-lost', 1, strict({ person: Type.String(), by: Type.String({ description: '`official:<id>`' }) }))

/** An official has left: what they carry ends with it. */
export const AppointmentEnded = defineEvent('identity.appointment-ended', 1, strict({ official: Type.String(), agency: Type.String(), by: Type.String({ description: '`official:<id>`' }) }))

/** An official's phone is lost, and the appointment goes on: the ID that the phone carried ends. */
export const OfficialIdLost = defineEvent('identity.official-id-lost', 1, strict({ official: Type.String(), agency: Type.String(), by: Type.String({ description: '`official:<id>`' }) }))

/** A machine of an agency is held, goes on, or is over: what it stands at now is asked, since tellings may overtake each other. */
export const DeviceChanged = defineEvent('identity.device-changed', 1, strict({ device: Uuid }))
/** It has called from two places, so somebody has a copy of its key: it is held until whoever answers for it has looked. */
export const DeviceTwice = defineEvent('identity.device-twice', 1, strict({ device: Uuid, agency: Type.String(), name: Type.String() }))
/** It has another key from this moment: what was given for the former one ends. */
export const DeviceKeyed = defineEvent('identity.device-keyed', 1, strict({ device: Uuid }))

/** At the start of the day on which a mandate is over by itself. */
export const EndMandate = defineJob('identity.end-mandate', strict({ mandate: Uuid }))

const OrNot = Type.Union([Type.String(), Type.Null()])
/** A letter of a first passkey is to be sent. `claim`: name and day of birth that somebody has written, as a keyed mark; an agency's invitation has none. */
export const WriteLetter = defineJob('identity.write-letter', strict({ letter: Uuid, person: Type.String(), claim: OrNot, official: OrNot, batch: Type.Optional(Uuid), language: Type.String() }))
/** Whom an invitation concerns is asked of the registers. */
export const CountLetters = defineJob('identity.count-letters', strict({ batch: Uuid }))

export const SessionReply = strict({
  kind: Type.Union([Type.Literal('anyone'), Type.Literal('resident'), Type.Literal('representative'), Type.Literal('official')]),
  name: Type.Union([Type.String(), Type.Null()]),
  agency: Type.Union([Type.String(), Type.Null()]),
  roles: Type.Array(Type.String()),
  actingFor: Type.Union([Type.String(), Type.Null()], { description: 'Name of the person for whom a representative acts' }),
})
