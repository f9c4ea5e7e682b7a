import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import type { SearchDocument } from '../document.ts'

const Collection = Type.Object({ documents: Type.Array(Type.Object({ id: Type.String(), title: Type.String(), text: Type.String() })) })
const Questions = Type.Object({ questions: Type.Array(Type.Object({ q: Type.String(), gold: Type.Array(Type.String(), { minItems: 1 }) })) })

/** A question and the documents that answer it. */
export type Question = Static<typeof Questions>['questions'][number]

/**
 * A foreign collection and the questions over it, as JSON; one file may hold both.
 * @throws Error that names the first place where a file has another shape, or an answer that is no document
 */
export function readCollection(documentsText: string, questionsText: string, language: string): { documents: SearchDocument[]; questions: Question[] } {
  const { documents } = parse(Collection, documentsText, 'documents')
  const { questions } = parse(Questions, questionsText, 'questions')
  const ids = new Set(documents.map(({ id }) => id))
  const lost = questions.find(({ gold }) => !gold.some((id) => ids.has(id)))
  if (lost) throw new Error(`The question “${lost.q}” is answered by ${lost.gold.join(', ')}, which is none of the documents.`)
  return { documents: documents.map(({ id, title, text }) => ({ id, title: { [language]: title }, passages: [{ [language]: text }] })), questions }
}

function parse<Schema extends typeof Collection | typeof Questions>(schema: Schema, text: string, name: string): Static<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(`The file of ${name} is not JSON: ${(cause as Error).message}`, { cause })
  }
  const [error] = Value.Errors(schema, value)
  if (error) throw new Error(`The file of ${name} is not of the form documents: [{id, title, text}], questions: [{q, gold: [id]}]. At ${error.instancePath || '/'}: ${error.message}`)
  return value as Static<Schema>
}
