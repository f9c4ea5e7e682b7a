/** Conversations of several turns with corrections and digressions; the last answer must be what was wanted. */
import { readFileSync } from 'node:fs'
import { type Answer, type Assistant, emptyThread } from '../../src/modules/assistant/index.ts'

export interface Task { language: string; turns: string[]; kind: Answer['kind']; event?: string; service?: string; asked?: string }
export interface Taken { task: Task; answer: Answer; right: boolean }

export const readTasks = () => JSON.parse(readFileSync(new URL('tasks.json', import.meta.url), 'utf8')) as Task[]

export async function takeTask(assistant: Assistant, task: Task): Promise<Taken> {
  let thread = emptyThread
  let answer: Answer | undefined
  for (const turn of task.turns) ({ answer, thread } = await assistant.reply(turn, task.language, thread))
  return { task, answer: answer!, right: isRight(task, answer!) }
}

function isRight({ language, kind, event, service, asked }: Task, answer: Answer): boolean {
  if (answer.kind !== kind || answer.language !== language) return false
  if (event !== undefined && answer.act?.event !== event) return false
  if (service === undefined) return true
  const first = answer.sources[answer.statements[0]?.sources[0] ?? -1]?.id
  return answer.trace.topic === service && (first === `service:${service}#${asked}` || first === `rule:${service}`)
}
