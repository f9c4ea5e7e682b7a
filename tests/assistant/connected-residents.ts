/** Residents who connect what they speak on with themselves. */
import assert from 'node:assert/strict'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import type { TestHouse } from '../support/house.ts'

/** Each for one name, such as that of a channel. */
export function residentsOf(house: () => TestHouse) {
  const residents = new Map<string, string>()
  /** Signed in. */
  async function resident(name: string) {
    residents.set(name, residents.get(name) ?? `KR-DEMO-0000${String(20 + residents.size).padStart(2, '0')}`)
    const browser = new TextBrowser(house().origin)
    await signIn(browser, residents.get(name)!)
    return browser
  }
  return { residents, resident }
}

/** Said or written to whoever is not connected yet. */
export const codeIn = (text: string) => /\d{8}/.exec(text.replaceAll(/(?<=\d) (?=\d)/g, ''))?.[0] ?? assert.fail(text)
