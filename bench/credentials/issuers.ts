/** Who issues: the platform with its PostgreSQL, and the stock library in a process of its own. Offers are made before the clock runs. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../tests/crash/support/platform.ts'
import { adults } from '../../tests/crash/support/residents.ts'
import { csrfOf, signIn } from '../../tests/support/birth-journey.ts'
import { TextBrowser } from '../../tests/support/browser-of-text.ts'
import { readOffer } from '../../tests/support/test-wallet.ts'
import type { Person } from '../authorization/people.ts'
import { openLane, send } from '../authorization/lanes.ts'
import { postgresCpu, processCpu } from '../support/cpu.ts'
import type { openPlatform } from '../support/open-platform.ts'
import type { StockOrder } from './stock-issuer.ts'
import { clientId, configuration, type KeyPair, newKeys, type Offer, type Wallet, walletAt } from './wallet.ts'

export interface Issuer {
  wallet: Wallet
  offers(count: number): Promise<Offer[]>
  /** Seconds of whatever serves it. */
  cpu(): { server: number; database: number }
}

/** Keys in one request: what both take at most. */
export const batch = 20

export async function ourIssuer({ origin, pid, data }: Awaited<ReturnType<typeof openPlatform>>): Promise<Issuer> {
  const people = await Promise.all(adults().slice(0, 60).map(async (id): Promise<Person> => {
    const browser = new TextBrowser(origin)
    await signIn(browser, id)
    return { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), csrf: csrfOf(await browser.get('/my/wallet')) }
  }))
  const lanes = Array.from({ length: 8 }, (_, number) => openLane(number))
  let made = 0
  const offer = async (lane: typeof lanes[number]): Promise<Offer> => {
    const { cookie, csrf } = people[made++ % people.length]!
    const headers = { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
    const { status, body } = await send(lane, 'POST', `${origin}/my/wallet/offers`, { headers, body: new URLSearchParams({ _csrf: csrf!, type: configuration }).toString() })
    const [, link] = /href="(openid-credential-offer:[^"]+)"/.exec(body) ?? []
    const [, transactionCode] = /<p class="amount">(\d+)</.exec(body) ?? []
    if (link === undefined || transactionCode === undefined) throw new Error(`no offer, ${status}: ${body.slice(0, 400)}`)
    return { code: readOffer(link.replaceAll('&amp;', '&')).code, transactionCode }
  }
  return {
    wallet: walletAt(origin),
    async offers(count) {
      const offers: Offer[] = []
      let left = count
      await Promise.all(lanes.map(async (lane) => { while (left-- > 0) offers.push(await offer(lane)) }))
      return offers
    },
    cpu: () => ({ server: processCpu(pid), database: postgresCpu(data) }),
  }
}

/** @param like one whose credential tells what the stock one has to say @param attester of the wallets */
export async function stockIssuer(like: Issuer, attester: KeyPair): Promise<Issuer & { close(): void }> {
  const [[offer], [own, key]] = [await like.offers(1), await newKeys(2)]
  const [credential] = await like.wallet.take(openLane(0), offer!, own!, [key!])
  const order: StockOrder = { port: await freePort(), clientId, configuration, batch, attester: attester.jwk, ...sayingsOf(credential!) }
  const child = fork(fileURLToPath(new URL('stock-issuer.ts', import.meta.url)), [JSON.stringify(order)], { execArgv: ['--import', './src/kernel/tsx-hook.ts', '--max-old-space-size=320', '--heap-growing-percent=100', '--max-semi-space-size=12'] })
  await once(child, 'message')
  return {
    wallet: walletAt(`http://localhost:${order.port}`),
    async offers(count) {
      const answer = once(child, 'message')
      child.send(count)
      return (await answer as [Offer[]])[0]
    },
    cpu: () => ({ server: processCpu(child.pid!), database: 0 }),
    close: () => { child.disconnect() },
  }
}

/** Of an SD-JWT: what it says itself, and what it discloses. */
function sayingsOf(credential: string): Pick<StockOrder, 'own' | 'claims'> {
  const [token, ...disclosures] = credential.split('~').slice(0, -1)
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  const { iss, vct, iat, exp, status } = read(token!.split('.')[1]!) as Record<string, unknown>
  return { own: { iss, vct, iat, exp, status }, claims: Object.fromEntries(disclosures.map((disclosure) => (read(disclosure) as unknown[]).slice(1) as [string, unknown])) }
}

/** Of a wallet whose provider is known to the platform. */
export function knowProvider(data: string, { jwk }: KeyPair): Record<string, string> {
  const file = join(data, 'clients.json')
  writeFileSync(file, JSON.stringify({ 'a-known-wallet': { kind: 'wallet', name: { en: 'A known wallet' }, redirectUris: ['https://wallet.example/back'], jwks: { keys: [jwk] } } }))
  return { MARU_CLIENTS_FILE: file }
}
