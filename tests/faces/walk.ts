/** A house in which everything has happened once, and every page of it in every state and language. */
import assert from 'node:assert/strict'
import type { RouteEntry } from '../../src/kernel/http/http.ts'
import { csrfOf, signIn, signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import type { TestHouse } from '../support/house.ts'
import type { Cast } from './cast.ts'
import { look, type Seen } from './look.ts'
import { walks } from './walks.ts'

type Body = Record<string, string | string[]>

export interface Walk {
  readonly house: TestHouse
  readonly cast: Cast
  readonly seen: Seen[]
  /** What earlier walks leave for later ones. */
  readonly left: {
    /** Receipt of an application that has been asked about, refused in part, and then approved in part. */
    receipt: string
  }
  resident(person: string): Promise<TextBrowser>
  official(id: string): Promise<TextBrowser>
  /** Looks at a page in every language. */
  see(state: string, visitor: TextBrowser, path: string, status?: number): Promise<void>
  /** Sends what is not accepted, in every language: the page comes back with what to put right. */
  send(state: string, visitor: TextBrowser, path: string, body: Body | ((language: string) => Body), status?: number): Promise<void>
  /** A register stops answering, or answers again. */
  silence(register: string, silent: boolean): Promise<void>
}

export async function walkEverything(house: TestHouse, cast: Cast): Promise<Seen[]> {
  const walk = startWalk(house, cast)
  for (const go of walks) await go(walk)
  return walk.seen
}

function startWalk(house: TestHouse, cast: Cast): Walk {
  const seen: Seen[] = []
  const languages = house.pack.languages.map(({ tag }) => tag)
  const lookInAll = async (state: string, visitor: TextBrowser, route: string, path: string, { body, status }: { body?: (language: string) => Body; status?: number }) => {
    for (const language of languages) seen.push(await look(visitor, language, { pack: house.pack.id, state, route, path, ...(body ? { body: body(language) } : {}), ...(status === undefined ? {} : { status }) }))
  }
  return {
    house, cast, seen, left: { receipt: '' },
    async resident(person) {
      const browser = new TextBrowser(house.origin)
      await signIn(browser, person)
      return browser
    },
    async official(id) {
      const browser = new TextBrowser(house.origin)
      await signInOfficial(browser, id)
      return browser
    },
    see: (state, visitor, path, status) => lookInAll(state, visitor, routeOf(house, 'GET', path), path, status === undefined ? {} : { status }),
    async send(state, visitor, path, body, status) {
      const token = csrfOf(await visitor.get('/'))
      await lookInAll(state, visitor, routeOf(house, 'POST', path), path, { body: (language) => ({ _csrf: token, ...(typeof body === 'function' ? body(language) : body) }), ...(status === undefined ? {} : { status }) })
    },
    async silence(register, silent) {
      const { url, token } = house.registers.addresses[register]!
      const { status } = await fetch(`${url}/faults`, {
        method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ mode: silent ? 'down' : 'none', delayMs: 0 }),
      })
      assert.equal(status, 200)
    },
  }
}

/** The pattern that answers a path: words before parameters. */
function routeOf({ http }: TestHouse, method: RouteEntry['method'], address: string): string {
  const parts = address.split('?', 1)[0]!.split('/')
  const fits = (pattern: string) => {
    const wanted = pattern.split('/')
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith(':') || part === parts[at])
  }
  const parameters = (pattern: string) => pattern.split(':').length
  const patterns = http.routes.filter((route) => route.method === method && fits(route.path)).map(({ path }) => path)
  return patterns.sort((one, other) => parameters(one) - parameters(other))[0] ?? 'none'
}
