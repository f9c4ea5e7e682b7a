/** Somebody for whom a letter alone vouches: a passkey of that level, and a browser that it has opened. */
import { newId } from '../../src/kernel/ids/ids.ts'
import { TextBrowser } from './browser-of-text.ts'
import type { TestHouse } from './house.ts'

/** How a passkey itself is made and checked, `tests/browser/letter.test.ts` shows. */
export async function enterByLetter(house: TestHouse, person: string): Promise<{ browser: TextBrowser; passkey: string }> {
  const [passkey, name] = [`letter-${newId()}`, house.identity.demonstration!.nameOf(person)!]
  await house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, assurance) values ($1, 'resident', $2, $3, '', '\\x00', 0, '{}', 'low')`, [passkey, person, name])
  const { token } = await house.identity.sessions.start({ kind: 'resident', subject: person, name, passkey, assurance: 'low' }, undefined)
  const browser = new TextBrowser(house.origin)
  browser.cookies.set('maru', token)
  browser.cookies.set('maru_lang', 'en')
  return { browser, passkey }
}
