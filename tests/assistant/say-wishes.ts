/** What people say when something happened to them; the answer must tell of that event, or lead to its application where it is open here. */
import { readFileSync } from 'node:fs'
import { type Answer, type Assistant, emptyThread } from '../../src/modules/assistant/index.ts'

export interface Wish { language: string; event: string; wish: string }
export interface Said { wish: Wish; answer: Answer; right: boolean }

/** `wishes`: what the words of the pack were written with. `wishes-unseen`: written with them, dealt out by turns, and looked at by nobody. */
export const readWishes = (set: 'wishes' | 'wishes-unseen') => JSON.parse(readFileSync(new URL(`${set}.json`, import.meta.url), 'utf8')) as Wish[]

export async function sayWish(assistant: Assistant, wish: Wish): Promise<Said> {
  const { answer } = await assistant.reply(wish.wish, wish.language, emptyThread)
  return { wish, answer, right: answer.language === wish.language && (answer.act?.event === wish.event || answer.sources.some(({ id }) => id === `event:${wish.event}`)) }
}
