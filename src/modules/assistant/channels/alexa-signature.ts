/**
 * The signature of Alexa requests (developer.amazon.com, "Host a Custom Skill as a Web Service"): SHA-256 with RSA over the body,
 * by a certificate for echo-api.amazon.com that is fetched from one place alone and leads to a root that everybody trusts.
 * The published verifiers leave the chain unchecked; the cryptography here is Node's own.
 */
import { verify, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { Fault } from '../../../kernel/faults/faults.ts'
import { assistantFaults } from '../contract.ts'
import type { Webhook } from './channel.ts'

export interface AlexaCertificates {
  /** Where they may come from. */
  origin: string
  /** PEM of the roots. */
  roots: readonly string[]
  fetch(address: URL): Promise<string>
}

const own: AlexaCertificates = { origin: 'https://s3.amazonaws.com', roots: rootCertificates, fetch: fetchChain }
const signer = 'echo-api.amazon.com'
const folder = '/echo.api/'
const largest = 64 * 1024

/** A chain that has been checked, by whom is believed and its address, until the first of its certificates ends. */
interface Chain { leaf: X509Certificate; until: number }
const checked = new WeakMap<AlexaCertificates, Map<string, Chain>>()

/** @throws forged */
export async function demandSignature({ headers, body }: Webhook, certificates: AlexaCertificates = own) {
  const [address, signature] = [headers['signaturecertchainurl'], headers['signature-256']]
  if (typeof address !== 'string' || typeof signature !== 'string') throw new Fault(assistantFaults.forged)
  const leaf = await leafAt(address, certificates)
  if (!verify('sha256', body, leaf.publicKey, Buffer.from(signature, 'base64'))) throw new Fault(assistantFaults.forged)
}

async function leafAt(text: string, certificates: AlexaCertificates): Promise<X509Certificate> {
  const { origin, roots, fetch } = certificates
  // The path is compared after it has been made plain: `/echo.api/../elsewhere` is elsewhere.
  const address = URL.parse(text)
  if (address === null || address.origin !== origin || !address.pathname.startsWith(folder) || address.username !== '' || address.search !== '') throw new Fault(assistantFaults.forged)
  const chains = checked.get(certificates) ?? new Map<string, Chain>()
  const known = chains.get(address.href)
  if (known && known.until > Date.now()) return known.leaf
  const chain = certificatesIn(await fetch(address))
  const [leaf] = chain
  if (!leaf || leaf.checkHost(signer) === undefined || !leadsTo(chain, roots)) throw new Fault(assistantFaults.forged)
  if (chains.size > 20) chains.clear()
  checked.set(certificates, chains)
  chains.set(address.href, { leaf, until: Math.min(...chain.map(({ validToDate }) => validToDate.getTime())) })
  return leaf
}

const certificatesIn = (pem: string) =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)].map(([text]) => new X509Certificate(text))

/** Each is valid now and issued by the next, the last by a root. */
function leadsTo(chain: readonly X509Certificate[], roots: readonly string[]): boolean {
  const now = Date.now()
  if (chain.some(({ validFromDate, validToDate }) => validFromDate.getTime() > now || validToDate.getTime() < now)) return false
  const issuedBy = (one: X509Certificate, by: X509Certificate) => one.checkIssued(by) && by.ca && one.verify(by.publicKey)
  if (chain.some((one, at) => at + 1 < chain.length && !issuedBy(one, chain[at + 1]!))) return false
  const last = chain.at(-1)!
  return roots.some((pem) => {
    const root = new X509Certificate(pem)
    return root.fingerprint256 === last.fingerprint256 || issuedBy(last, root)
  })
}

async function fetchChain(address: URL): Promise<string> {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(5_000) })
  const text = response.ok ? await response.text() : ''
  return text.length <= largest ? text : ''
}
