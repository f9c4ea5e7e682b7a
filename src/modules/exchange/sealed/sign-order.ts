/** A judge's signature under an order, away from the platform: over a draft, or beside the signatures that stand there. */
import type { SignerKey } from '../../../kernel/transparency/note/key.ts'
import { joinNote, parseNote, signText } from '../../../kernel/transparency/note/note.ts'
import { orderText, readOrder } from './court-order.ts'

/**
 * @param until an earlier day than the draft's, YYYY-MM-DD; only the first who signs may write it
 * @returns the order with one signature more @throws Error with a sentence when it is no order, or changed after a signature
 */
export function signCourtOrder(text: string, key: SignerKey, until?: string): string {
  const isDraft = !text.includes('\n\n')
  const draft = isDraft ? joinNote(text.endsWith('\n') ? text : `${text}\n`, [signText(text, key)]) : text
  const order = readOrder(draft)
  if (until !== undefined && !isDraft) throw new Error('the order has a signature: its day can no longer be changed')
  if (until !== undefined && until > order.until) throw new Error(`the draft goes until ${order.until}: that is the last day the law allows`)
  const signed = orderText({ ...order, until: until ?? order.until })
  const standing = isDraft ? [] : parseNote(text).signatures.map(({ line }) => line)
  return joinNote(signed, [...standing, signText(signed, key)])
}
