/** A requester with its keys and the keys it believes in one folder. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Answer } from '../protocol/answer.ts'
import { askThrough } from '../protocol/ask-through.ts'
import { readOwnKeys } from '../protocol/party.ts'
import type { ExchangeQuestion } from '../protocol/question.ts'
import { readTrust } from './trust.ts'

/** @returns asks through the platform at this origin. @throws Error when a file of the folder is missing or wrong */
export async function openRequester(folder: string, platform: string): Promise<(question: Omit<ExchangeQuestion, 'question'>) => Promise<Answer>> {
  const keys = await readOwnKeys(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  const { logKeys, findRegister } = await readTrust(join(folder, 'trust.json'))
  return (question) => askThrough({ keys, platform, logKeys, findRegister }, { question: newId(), ...question })
}
