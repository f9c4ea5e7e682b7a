/** What crosses the notices room's door. */
import Type from 'typebox'
import { defineFaults } from '../../kernel/faults/faults.ts'
import { Instant, strict, Uuid } from '../../kernel/schema/schema.ts'

/** What a notice is about: names and numbers only, never the words of a person or an official. */
export type Happening =
  | { kind: 'submitted'; event: string }
  | { kind: 'decided'; agency: string; approved: string[]; refused: string[] }
  | { kind: 'more-asked'; agency: string }
  | { kind: 'closed' }
  | { kind: 'withdrawn' }
  | { kind: 'disclosed'; agency: string; purpose: string; fields: string[] }

export const noticesFaults = defineFaults('notices', { noSuchNotice: 404 })

export const NoticesReply = strict({
  notices: Type.Array(strict({
    id: Uuid,
    kind: Type.String(),
    title: Type.String({ description: "In the reader's language" }),
    receipt: Type.Union([Type.String(), Type.Null()]),
    createdAt: Instant,
    readAt: Type.Union([Instant, Type.Null()]),
  })),
  older: Type.Union([Uuid, Type.Null()], { description: 'Id to ask on from; null on the last page' }),
})
