/** What crosses the identity room's door. */
import Type from 'typebox'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { strict } from '../../kernel/schema/schema.ts'

export const identityFaults = defineFaults('identity', {
  noSuchPerson: 422,
  noSuchOfficial: 404,
  demonstrationOnly: 404,
  passkeyRefused: 401,
  passkeyUnknown: 401,
  tooLate: 401,
  invitationUsed: 410,
  lastAdministrator: 409,
  alreadyLeft: 409,
})

export const SessionReply = strict({
  kind: Type.Union([Type.Literal('anyone'), Type.Literal('resident'), Type.Literal('official')]),
  name: Type.Union([Type.String(), Type.Null()]),
  agency: Type.Union([Type.String(), Type.Null()]),
  roles: Type.Array(Type.String()),
})
