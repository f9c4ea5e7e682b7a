/** The bundle and the keys it is signed with, kept by the browser. A newer one takes the place of an older, never the other way round. */
import { fromBase64url } from '../sign1.ts'
import { openBundle, type ProvenKey, type TrustBundle } from '../trust-bundle.ts'
import { verifyInLog } from '../verify-in-log.ts'

export const bundleAddress = '/trust/bundle'
export const keysAddress = '/trust/keys'
const store = 'maru-verifier-trust'

/** What is kept; undefined where nothing is, or nothing that is rightly signed. */
export async function keptBundle(policy: string): Promise<TrustBundle | undefined> {
  const cache = await caches.open(store)
  const [file, keys] = [await cache.match(bundleAddress), await cache.match(keysAddress)]
  if (!file || !keys) return undefined
  return open(new Uint8Array(await file.arrayBuffer()), await keys.json(), policy).catch(() => undefined)
}

/** Asks the platform. @throws where there is no network, or what came is not rightly signed */
export async function fetchBundle(policy: string, kept: TrustBundle | undefined): Promise<TrustBundle> {
  const [file, keys] = await Promise.all([bundleAddress, keysAddress].map((address) => fetch(address, { cache: 'no-store' })))
  if (!file?.ok || !keys?.ok) throw new Error('no answer')
  const bytes = new Uint8Array(await file.clone().arrayBuffer())
  const bundle = await open(bytes, await keys.clone().json(), policy)
  const cache = await caches.open(store)
  await cache.put(keysAddress, keys)
  return keep(bundle, bytes, kept)
}

/** From a stick or a mail. @throws where it is not signed by a key known here, or older than what is here */
export async function loadBundle(policy: string, bytes: Uint8Array<ArrayBuffer>, kept: TrustBundle | undefined): Promise<TrustBundle> {
  const keys = await (await caches.open(store)).match(keysAddress)
  if (!keys) throw new Error('no keys yet')
  return keep(await open(bytes, await keys.json(), policy), bytes, kept)
}

async function keep(bundle: TrustBundle, bytes: Uint8Array<ArrayBuffer>, kept: TrustBundle | undefined): Promise<TrustBundle> {
  if (kept && bundle.madeAt < kept.madeAt) throw new Error('older than what is here')
  await (await caches.open(store)).put(bundleAddress, new Response(bytes))
  return bundle
}

/** @param policy whom the app believes about the public log (C2SP tlog-policy): it came with the app, so that no answer can bring another */
function open(bytes: Uint8Array, json: unknown, policy: string): Promise<TrustBundle> {
  const { keys } = json as { keys: { kid: string; x: string; y: string; proof: string }[] }
  const proven = keys.map(({ kid, x, y, proof }): ProvenKey => ({ kid, x: fromBase64url(x), y: fromBase64url(y), proof }))
  return openBundle(bytes, proven, (proof, entry) => verifyInLog(proof, new TextEncoder().encode(entry), policy))
}
