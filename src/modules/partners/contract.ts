/** What crosses the partners room's door. */
import Type from 'typebox'
import { defineEvent } from '../../kernel/events/events.ts'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, IsoDate, strict, Uuid } from '../../kernel/schema/schema.ts'

/** Keys or addresses of a company were changed; told to the person who looks after it. */
export const CompanyChanged = defineEvent('partners.company-changed', 1, strict({ owner: Type.String(), company: Type.String(), name: Type.String(), by: Type.Enum(['owner', 'office']) }))

export const partnersFaults = defineFaults('partners', {
  notAuthorised: 403,
  onlyFictitious: 403,
})

const FieldName = Type.String({ pattern: '^[a-z-]+\\.[A-Za-z]+$', maxLength: 120, description: 'register.field' })
const Fields = Type.Array(FieldName, { minItems: 1, maxItems: 50, uniqueItems: true })

/** One entry of `authorization_details` (RFC 9396), as a company asks for it. */
export const AskedDetail = strict({
  type: Type.String(),
  purpose: Type.String({ maxLength: 60, description: 'Of the purpose register' }),
  fields: Type.Optional(Fields),
})

/** The same as the person has granted it. */
export const GrantedDetail = strict({ type: Type.String(), purpose: Type.String(), fields: Fields, authorisation: Uuid })

export const BundleQuestion = strict({
  purpose: Type.String({ maxLength: 60 }),
  fields: Type.Optional(Type.Array(FieldName, { minItems: 1, maxItems: 50, uniqueItems: true, description: 'All that the person agreed to when left out' })),
})

export const BundleReply = strict({
  purpose: Type.String(),
  authorisation: Uuid,
  until: IsoDate,
  sources: Type.Array(strict({
    register: Type.String(),
    agency: Type.String({ description: 'Who keeps the register' }),
    answeredAt: Instant,
    values: Type.Record(Type.String(), Type.Unknown()),
  })),
  unanswered: Type.Array(strict({ register: Type.String(), reason: Type.String() })),
})
