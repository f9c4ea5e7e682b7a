/** Who puts a time to what the transparency logs publish (RFC 3161), and whose certificates are believed. */
import { X509Certificate } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import type { StampAuthority } from '../transparency/stamp/authority.ts'
import { ConfigError } from './read-config.ts'
import { readJsonObject, readLine } from './read-json-file.ts'

/** Seconds; X-Road's default, too. */
const usual = 60
const known = ['url', 'rootsFile', 'everySeconds', 'inside']
const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** @throws ConfigError with a sentence for each authority that cannot be used */
export function readStampAuthorities(file: string): StampAuthority[] {
  const faults: string[] = []
  const found: StampAuthority[] = []
  for (const [name, entry] of Object.entries(readJsonObject('MARU_TIMESTAMPS_FILE', file, 'name of an authority to {"url", "rootsFile"}'))) {
    const { url, rootsFile, everySeconds = usual, inside = false, ...more } = (entry ?? {}) as Record<string, unknown>
    const roots = typeof rootsFile === 'string' ? readCertificates(resolve(dirname(file), rootsFile)) : []
    const fault = (at: string, sentence: string) => { faults.push(`${file}#/${name}/${at}: ${sentence}`) }
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) fault('', 'a name has small letters, digits and hyphens.')
    for (const word of Object.keys(more)) fault(word, `is not known. There are ${known.join(', ')}.`)
    if (!isAddress(url)) fault('url', 'give an http or https address without a password in it.')
    if (roots.length === 0) fault('rootsFile', 'names no file with certificates (PEM).')
    if (typeof everySeconds !== 'number' || !Number.isSafeInteger(everySeconds) || everySeconds < 1 || everySeconds > 86_400) fault('everySeconds', 'is a whole number from 1 to 86400.')
    if (typeof inside !== 'boolean') fault('inside', 'is true for an authority in your own network, else left out.')
    found.push({ name, url: String(url), roots, every: Number(everySeconds), isInside: inside === true })
  }
  if (found.length === 0) faults.push(`${file} names no authority. Leave MARU_TIMESTAMPS_FILE out where there is none.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

function isAddress(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

/** The certificates of a PEM file, each for itself; none where one of them cannot be read. */
export function readCertificates(file: string): string[] {
  const roots = readLine(file).match(pem) ?? []
  try {
    for (const root of roots) new X509Certificate(root).toString()
    return roots
  } catch {
    return []
  }
}
