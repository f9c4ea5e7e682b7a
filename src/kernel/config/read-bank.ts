/** The bank that pays for the agencies, and which account of it is whose. */
import { dirname, resolve } from 'node:path'
import { ConfigError } from './read-config.ts'
import { isSafeAddress, readJsonObject, readLine } from './read-json-file.ts'

/** `json`: our own few words over HTTP; `iso20022`: pain.001 out, pain.002 back. */
export const bankLanguages = ['json', 'iso20022'] as const

export interface BankSettings {
  /** What it understands; without a word, `json`. */
  speaks?: (typeof bankLanguages)[number]
  url: string
  token: string
  /** Agency → its account there. */
  accounts: Record<string, string>
}

/** @throws ConfigError with a sentence for everything that cannot be used */
export function readBank(file: string): BankSettings {
  const faults: string[] = []
  const { url, tokenFile, accounts, speaks, ...more } = readJsonObject('MARU_BANK_FILE', file, '{"url", "tokenFile", "accounts", "speaks"}')
  const token = typeof tokenFile === 'string' ? readLine(resolve(dirname(file), tokenFile)) : ''
  const known = Object.entries((accounts ?? {}) as Record<string, unknown>)
  for (const word of Object.keys(more)) faults.push(`${file}#/${word}: is not known. There are url, tokenFile, accounts and speaks.`)
  const language = bankLanguages.find((known) => known === speaks)
  if (speaks !== undefined && language === undefined) faults.push(`${file}#/speaks: there are ${bankLanguages.join(' and ')}.`)
  if (typeof url !== 'string' || !isSafeAddress(url)) faults.push(`${file}#/url: give an https address (http only on this machine).`)
  if (token === '') faults.push(`${file}#/tokenFile: names no file with a token in it.`)
  if (known.length === 0) faults.push(`${file}#/accounts: give each agency that pays its account at the bank.`)
  for (const [agency, account] of known) if (typeof account !== 'string' || account === '') faults.push(`${file}#/accounts/${agency}: is no account.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return { ...(language ? { speaks: language } : {}), url: String(url).replace(/\/$/, ''), token, accounts: Object.fromEntries(known) as Record<string, string> }
}
