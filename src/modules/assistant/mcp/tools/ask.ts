/** The assistant itself, for programs: an answer of typed facts with its sources, or none. */
import Type from 'typebox'
import { strict } from '../../../../kernel/schema/schema.ts'
import { emptyThread } from '../../contract.ts'
import type { Assistant } from '../../index.ts'
import { eventKey } from '../../knowledge/keep-knowledge.ts'
import { orNull, Language } from './shapes.ts'
import { defineTool } from './tool.ts'

export const askTool = (reply: Assistant['reply']) => defineTool({
  name: 'ask',
  title: 'Ask about public services',
  description: 'Answers one question about public services of this country in Korean, English, Vietnamese or another language of the portal. Every number, date and name of the answer stands in a source that is given beside it. It knows nothing of any person. An answer of kind "unknown" means that no page says it: do not guess then.',
  input: strict({ question: Type.String({ minLength: 1, maxLength: 1_000, description: 'In plain words. Leave out names and numbers of people.' }), choose: Type.Optional(Type.String({ pattern: '^(?:event:)?[a-z0-9-]{1,100}$', description: 'The option that the person has chosen of an answer before, by its `choose`; the question is what was asked then' })), language: Language }),
  output: strict({
    kind: Type.String({ description: 'answered, clarify, unknown, chat, cancelled, own-notices, own-applications, own-certificates, own-due, start, setting, certificate, hand-over; off: the assistant is switched off, find_services still answers' }),
    urgent: Type.Array(strict({ name: Type.String(), phone: Type.String(), says: Type.String() }), { description: 'Whom to call at once: show this first' }),
    says: orNull(Type.String({ description: 'A fixed sentence that states nothing: a greeting, a question back, that nothing was found' })),
    generatedBy: orNull(Type.String({ description: 'Language model that put the statements into words; null where they are fixed sentences of the portal' })),
    statements: Type.Array(strict({ text: Type.String(), sources: Type.Array(Type.Integer(), { description: 'Places in the list of sources' }) })),
    sources: Type.Array(strict({ title: Type.String(), page: Type.String({ description: 'Address of the section in which it stands' }), law: orNull(Type.String()) })),
    options: Type.Array(strict({ label: Type.String(), service: orNull(Type.String({ description: 'For explain_service' })), event: orNull(Type.String({ description: 'Life event, as start_application takes it' })), choose: Type.String({ description: 'Goes into the next call of this tool when the person has chosen it' }) }), { description: 'What may have been meant: show them to the person, who chooses one' }),
    event: orNull(Type.String({ description: 'Life event that start_application takes' })),
  }),
  async run({ wording, origin }, { question, choose }) {
    // A choice is read as one: what was asked then must not outweigh it.
    const { answer } = choose === undefined ? await reply(question, wording.language.tag, emptyThread) : await reply('1', wording.language.tag, { ...emptyThread, options: [choose] })
    const urgent = wording.pack.assistant.urgent.filter(({ id }) => answer.urgent.includes(id))
    return {
      told: {
        kind: answer.kind, urgent: urgent.map(({ name, phone, says }) => ({ name: wording.text(name), phone, says: wording.text(says) })),
        says: answer.phrase === null ? null : wording.t(`assistant.phrase.${answer.phrase}`), generatedBy: answer.trace.model?.worded === true ? answer.trace.model.name : null, statements: answer.statements, sources: answer.sources.map(({ title, href, law }) => ({ title, page: `${origin}${href}`, law: law ?? null })),
        options: answer.options.filter(({ service, event }) => (service ?? event) !== undefined).map(({ service, event, label }) => ({ label, service: service ?? null, event: event ?? null, choose: service ?? `${eventKey}${event}` })), event: answer.act?.event ?? null,
      },
    }
  },
})
