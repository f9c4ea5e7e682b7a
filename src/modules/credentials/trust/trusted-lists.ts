/** The operator's file of foreign lists, each as it was signed, with the root that it was believed by, and of histories of keys: what stands in it is checked again whenever it is read. */
import { existsSync, statSync } from 'node:fs'
import { addressesOf } from '../../../kernel/webvh/name-parts.ts'
import { fetchList } from './fetch-list.ts'
import { keepFetching } from './keep-fetching.ts'
import { changesBetween } from './list-changes.ts'
import { demandNewer, endOf, type Fetching, fromOf, type KeptHistory, readFileOf, writeFile } from './lists-file.ts'
import { type KeyHistory, readKeyHistory } from './read-key-history.ts'
import { refreshLists } from './refresh-lists.ts'
import { fingerprintOf, readTrustList, type TrustList } from './read-trust-list.ts'
import type { TrustedIssuer } from './trust.ts'

/** @param fingerprint of the root, or the version of a history */
export interface HeldList extends TrustList, Fetching { fingerprint: string; addedAt: string; /** Where it is fetched each night. */ address?: string | undefined }

/** @throws Error where it is no such file, or a list in it was changed; lists that have ended are left out */
async function readLists(file: string, now = Date.now() / 1_000): Promise<HeldList[]> {
  const content = readFileOf(file)
  const lists = await Promise.all(content.lists.map(async (kept) => {
    const { root, token, ...rest } = kept
    const der = Buffer.from(root, 'base64')
    // As of a moment at which it held: that it has ended is no fault of the file.
    return { ...rest, ...await readTrustList(token, der, Math.min(now, endOf(kept))), fingerprint: fingerprintOf(der) }
  }))
  return [...lists, ...await Promise.all((content.histories ?? []).map(held))]
}

async function held({ did, log, witness, types, statusLists, ...rest }: KeptHistory): Promise<HeldList> {
  const { version, ...list } = await readKeyHistory({ did, log, witness, types, statusLists }, Math.floor(Date.parse(rest.addedAt) / 1_000))
  return { ...list, fingerprint: version, address: addressesOf(did).log, ...rest }
}

/** A newer one takes the place of the one before, and grows out of it. @throws Error with a sentence, and nothing is changed */
async function addHistory(file: string, history: KeyHistory): Promise<HeldList> {
  const content = readFileOf(file)
  const list = await held({ ...history, addedAt: new Date().toISOString() })
  const before = content.histories?.find(({ did }) => did === history.did)
  if (before && !history.log.startsWith(before.log)) throw new Error(`This history of ${history.did} does not grow out of the one that was believed.`)
  await demandOnOneList(file, list)
  writeFile(file, { ...content, histories: [...(content.histories ?? []).filter(({ did }) => did !== history.did), { ...history, addedAt: list.addedAt, ...stillSuspended(before) }] })
  return list
}

/** A newer one of whoever is suspended is no reason to believe them again. */
const stillSuspended = (before: Fetching | undefined) => (before?.suspendedAt === undefined ? {} : { suspendedAt: before.suspendedAt })

async function demandOnOneList(file: string, list: TrustList) {
  const others = (await readLists(file)).filter(({ from }) => from !== list.from)
  for (const { id } of list.issuers) {
    const other = others.find(({ issuers }) => issuers.some((issuer) => issuer.id === id))
    if (other) throw new Error(`${id} stands on the list of ${other.from} already: two countries cannot say who it is.`)
  }
}

/** Whether it would be taken in. @throws Error with a sentence */
async function check(file: string, token: string, root: Buffer): Promise<TrustList> {
  const list = await readTrustList(token, root)
  const before = readFileOf(file).lists.find((kept) => fromOf(kept) === list.from)
  if (before) demandNewer(before, token)
  if (before && fingerprintOf(Buffer.from(before.root, 'base64')) !== fingerprintOf(root)) throw new Error(`${list.from} was believed by another root. Remove its list first, if it really has a new one.`)
  await demandOnOneList(file, list)
  return list
}

/**
 * A newer list of the same country takes the place of the one before.
 * @param address where the next one is to be fetched; that of the one before when absent. @throws Error with a sentence, and nothing is changed
 */
async function add(file: string, token: string, root: Buffer, address?: string): Promise<HeldList> {
  const list = await check(file, token, root)
  const content = readFileOf(file)
  const before = content.lists.find((kept) => fromOf(kept) === list.from)
  const fingerprint = fingerprintOf(root)
  const addedAt = new Date().toISOString()
  const next = address ?? before?.address
  const changed = before && changesBetween((await readTrustList(before.token, root, Math.min(Date.now() / 1_000, endOf(before)))).issuers, list.issuers, addedAt)
  writeFile(file, { ...content, lists: [...content.lists.filter((other) => fromOf(other) !== list.from), { root: root.toString('base64'), token, addedAt, ...(next === undefined ? {} : { address: next }), ...(changed ? { changed } : {}), ...stillSuspended(before) }] })
  return { ...list, fingerprint, addedAt, address: next }
}

/** @param at from when nobody on it is believed (RFC 3339); undefined: they are again. @returns whether such a list is held */
function suspend(file: string, from: string, at: string | undefined): boolean {
  const content = readFileOf(file)
  const list = content.lists.find((one) => fromOf(one) === from) ?? content.histories?.find(({ did }) => did === from)
  if (!list) return false
  if (at === undefined) delete list.suspendedAt
  else list.suspendedAt ??= at
  writeFile(file, content)
  return true
}

function remove(file: string, from: string): boolean {
  const content = readFileOf(file)
  const lists = content.lists.filter((list) => fromOf(list) !== from)
  const histories = content.histories?.filter(({ did }) => did !== from)
  if (lists.length === content.lists.length && histories?.length === content.histories?.length) return false
  writeFile(file, { ...content, lists, ...(histories ? { histories } : {}) })
  return true
}

/** Issuers that are believed now: the same array until that changes. */
export type TrustedNow = () => readonly TrustedIssuer[]

/** Milliseconds between two looks at the file: a list that is added or removed needs no restart. */
const lookEvery = 1_000

/** @param warn what is wrong with a changed file: the lists read before go on to their ends @param now seconds since 1970 */
async function open(file: string, warn: (cause: string) => void, now = () => Date.now() / 1_000): Promise<TrustedNow> {
  const stampOf = () => (existsSync(file) ? `${statSync(file).mtimeMs} ${statSync(file).size}` : '')
  let [stamp, lists, next] = [stampOf(), await readLists(file), performance.now() + lookEvery]
  let issuers: readonly TrustedIssuer[] = []
  let named = ''
  const reread = async (found: string) => {
    stamp = found
    lists = await readLists(file).catch((cause: unknown) => {
      warn((cause as Error).message)
      return lists
    })
  }
  return () => {
    if (performance.now() >= next) {
      next = performance.now() + lookEvery
      const found = stampOf()
      if (found !== stamp) void reread(found)
    }
    const good = lists.filter(({ until, suspendedAt }) => until > now() && suspendedAt === undefined)
    const name = good.map(({ from, issuedAt, addedAt }) => `${from} ${issuedAt} ${addedAt}`).join(' ')
    if (name !== named) {
      named = name
      issuers = [...new Map(good.flatMap((list) => list.issuers).map((issuer) => [issuer.id, issuer])).values()]
    }
    return issuers
  }
}

export const trustedLists = { read: readLists, check, add, addHistory, addressesOf, suspend, remove, open, fetch: fetchList, refresh: refreshLists, keepFetching }
