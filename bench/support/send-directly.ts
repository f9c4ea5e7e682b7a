import type { Send } from '../../tests/crash/support/walk.ts'
import type { WebClient } from '../../tests/crash/support/web-client.ts'

/** The platform answered, and it was no. */
export class Refused extends Error {}

/** Without patience: in a benchmark nothing may fail. */
export const sendDirectly = (client: WebClient): Send => async (step, path, fields) => {
  const answer = fields ? await client.post(path, fields) : await client.get(path)
  if (answer.status >= 400) throw new Refused(`${step}: ${answer.status}`)
  return answer
}
