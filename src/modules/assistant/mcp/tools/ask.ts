/** The assistant itself, for programs: an answer of typed facts with its sources, or none. */
import Type from 'typebox'
import { strict } from '../../../../kernel/schema/schema.ts'
import { emptyThread } from '../../contract.ts'
import type { Assistant } from '../../index.ts'
import { orNull, Language } from './shapes.ts'
import { defineTool } from './tool.ts'

export const askTool = (reply: Assistant['reply']) => defineTool({
  name: 'ask',
  title: 'Ask about public services',
  description: 'Answers one question about public services of this country in Korean, English, Vietnamese or another language of the portal. Every number, date and name of the answer stands in a source that is given beside it. It knows nothing of any person. An answer of kind "unknown" means that no page says it: do not guess then.',
  input: strict({ question: Type.String({ minLength: 1, maxLength: 1_000, description: 'In plain words. Leave out names and numbers of people.' }), language: Language }),
  output: strict({
    kind: Type.String({ description: 'answered, clarify, unknown, chat, cancelled, own-notices, own-applications, start, hand-over' }),
    urgent: Type.Array(strict({ name: Type.String(), phone: Type.String(), says: Type.String() }), { description: 'Whom to call at once: show this first' }),
    says: orNull(Type.String({ description: 'A fixed sentence that states nothing: a greeting, a question back, that nothing was found' })),
    generatedBy: orNull(Type.String({ description: 'Language model that put the statements into words; null where they are fixed sentences of the portal' })),
    statements: Type.Array(strict({ text: Type.String(), sources: Type.Array(Type.Integer(), { description: 'Places in the list of sources' }) })),
    sources: Type.Array(strict({ title: Type.String(), page: Type.String(), law: orNull(Type.String()) })),
    options: Type.Array(strict({ service: Type.String(), label: Type.String() }), { description: 'What may have been meant' }),
    event: orNull(Type.String({ description: 'Life event that start_application takes' })),
  }),
  async run({ wording, origin }, { question }) {
    const { answer } = await reply(question, wording.language.tag, emptyThread)
    const urgent = wording.pack.assistant.urgent.filter(({ id }) => answer.urgent.includes(id))
    return {
      told: {
        kind: answer.kind, urgent: urgent.map(({ name, phone, says }) => ({ name: wording.text(name), phone, says: wording.text(says) })),
        says: answer.phrase === null ? null : wording.t(`assistant.phrase.${answer.phrase}`), generatedBy: answer.trace.model?.worded === true ? answer.trace.model.name : null, statements: answer.statements, sources: answer.sources.map(({ title, href, law }) => ({ title, page: `${origin}${href}`, law: law ?? null })),
        options: answer.options.flatMap(({ service, label }) => (service === undefined ? [] : [{ service, label }])), event: answer.act?.event ?? null,
      },
    }
  },
})
