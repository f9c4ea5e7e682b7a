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

/** A letter that is on its way, was taken up, or was stopped by its person. How one is written and sent, `letters.test.ts` of the room shows. @returns its id */
export async function letterTo(house: TestHouse, person: string, status: 'open' | 'used' | 'stopped', official: string | null = null): Promise<string> {
  const id = newId()
  await house.rooms.ask(`insert into identity.letter (id, person, name, began, agency, official, language, second_mark, address_mark, opened_at, ends_at, sent_at, status, code_hash, settled_at, settled_by)
    select $1::uuid, $2::text, 'n', case when $4::text is null then 'asked' else 'invited' end, $5, $4, 'en', '\\x00', '\\x00', now(), now() + interval '21 days', case when $3 = 'open' then null else now() end, $3, case when $3 = 'open' then $6::bytea end, case when $3 <> 'open' then now() end, case when $3 <> 'open' then 'person:' || $2 end`,
  [id, person, status, official, house.pack.registration!.agencies[0], Buffer.from(id)])
  return id
}
