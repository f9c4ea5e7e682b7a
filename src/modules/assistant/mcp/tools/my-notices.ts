import Type from 'typebox'
import { Instant, strict, Uuid } from '../../../../kernel/schema/schema.ts'
import { type Notices, titleInWords } from '../../../notices/index.ts'
import { Language, orNull } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const myNoticesTool = (notices: Notices) => defineTool({
  name: 'my_notices',
  title: 'List my notices',
  description: 'The titles of the notices in the inbox of the person who let this program act, newest first, thirty at a time. Marks nothing as read: the person reads a notice on its page.',
  input: strict({ before: Type.Optional(Type.String({ format: 'uuid', description: 'Id of the last notice that was seen' })), language: Language }),
  output: strict({
    unread: Type.Integer(),
    notices: Type.Array(strict({ notice: Uuid, kind: Type.String(), title: Type.String(), at: Instant, read: Type.Boolean(), receipt: orNull(Type.String()), page: Type.String() })),
    older: orNull(Type.String({ description: 'For "before"; null: there are none' })),
  }),
  async run(call, { before }) {
    const { wording, origin } = call
    const { person } = callerOf(call)
    const [unread, { rows, older }] = await Promise.all([notices.unread(person), notices.list(person, before)])
    return {
      told: {
        unread, older,
        notices: rows.map(({ id, data, created_at, read_at, receipt }) => ({ notice: id, kind: data.kind, title: titleInWords(wording, data), at: created_at.toISOString(), read: read_at !== null, receipt, page: `${origin}/my/inbox/${id}` })),
      },
    }
  },
})
