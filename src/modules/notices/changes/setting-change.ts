/** One wish about how a person is told, as everything but the form of all settings brings it: the assistant, or a program. */
import Type, { type Static } from 'typebox'
import { strict } from '../../../kernel/schema/schema.ts'
import { channelNames, kinds } from '../contract.ts'

const Channel = Type.Enum([...channelNames])
const Kinds = Type.Array(Type.Enum([...kinds]), { minItems: 1, maxItems: kinds.length, uniqueItems: true })
const Hour = Type.String({ pattern: '^([01][0-9]|2[0-3]):00$', description: 'A full hour, local' })

export const SettingChange = Type.Union([
  strict({ set: Type.Literal('channel-first'), channel: Channel }, { description: 'Messages go to the address on this channel first' }),
  strict({ set: Type.Literal('channel-off'), channel: Channel }, { description: 'Every address on this channel is removed' }),
  strict({ set: Type.Literal('kinds-off'), kinds: Kinds }, { description: 'No messages about these; the inbox keeps them' }),
  strict({ set: Type.Literal('kinds-on'), kinds: Kinds }),
  strict({ set: Type.Literal('frequency'), frequency: Type.Enum(['at-once', 'daily']) }),
  strict({ set: Type.Literal('quiet'), from: Hour, until: Hour }, { description: 'Nothing is sent between these hours' }),
  strict({ set: Type.Literal('any-hour') }),
  strict({ set: Type.Literal('language'), language: Type.String({ maxLength: 40, description: 'Tag of a language of the portal' }) }),
])
export type SettingChange = Static<typeof SettingChange>

export const SettingChanges = Type.Array(SettingChange, { minItems: 1, maxItems: 6 })
