import Type from 'typebox'
import { strict } from '../../../../kernel/schema/schema.ts'
import { dutyLink, type Notices } from '../../../notices/index.ts'
import { Language, orNull } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const myDueTool = (notices: Notices) => defineTool({
  name: 'my_due',
  title: 'List what I have to do by a day',
  description: 'What the person who let this program act has to do by a day in the next two years, as the last nightly check of the registers found it, the nearest first: each with its last day, the law, and the page on which it is done. Does nothing itself.',
  input: strict({ duty: Type.Optional(Type.String({ maxLength: 100, description: 'Only this one, by its id' })), until: Type.Optional(Type.String({ format: 'date', description: 'Only what is due by this day' })), language: Language }),
  output: strict({
    lookedOn: orNull(Type.String({ format: 'date', description: 'Day of the last check; null before the first, when nothing is known' })),
    due: Type.Array(strict({
      duty: Type.String(), name: Type.String(), until: Type.String({ format: 'date' }), passed: Type.Boolean({ description: 'The day has passed, and it is not done' }), ofChild: Type.Boolean({ description: 'It is a child of the person who has to' }),
      amount: orNull(Type.String({ description: 'To pay' })), law: Type.String(), article: Type.String(), unverified: Type.Boolean({ description: 'Nobody has held the citation against the text yet' }), page: Type.String(),
    })),
    page: Type.String(),
  }),
  async run(call, { duty, until }) {
    const { wording: { text, money }, origin } = call
    const { due: all, lookedOn } = await notices.due(callerOf(call).person)
    return {
      told: {
        lookedOn,
        due: all.filter((one) => (duty === undefined || one.duty.id === duty) && (until === undefined || one.on <= until)).map(({ duty: { id, name, source, do: done }, on, of, amount, missed }) => ({
          duty: id, name: text(name), until: on, passed: missed, ofChild: of !== '', amount: amount === null ? null : money(amount), law: text(source.law), article: source.article, unverified: source.unverified === true, page: new URL(dutyLink({ do: done }), origin).href,
        })),
        page: `${origin}/my/due`,
      },
    }
  },
})
