/**
 * Fetches every list anew, from the addresses in the operator's file and no others: the next one is believed by the same root, never goes back, and takes the place of
 * the one before. Where nothing good comes, the one before stays to its end, and what was wrong is written beside it.
 */
import type { Reach } from '../../../kernel/http/call-outside.ts'
import { addressesOf } from '../../../kernel/webvh/name-parts.ts'
import { fetchList } from './fetch-list.ts'
import { changesBetween } from './list-changes.ts'
import { demandNewer, endOf, type Fetching, fromOf, type KeptHistory, type KeptList, type ListFile, readFileOf, writeFile } from './lists-file.ts'
import { readKeyHistory } from './read-key-history.ts'
import { readTrustList } from './read-trust-list.ts'

export interface Refreshed {
  from: string
  /** undefined: a good one came. */
  trouble: string | undefined
}

/**
 * @param before only what was tried last before this moment (milliseconds since 1970); everything when absent
 * @throws Error where the file cannot be read or written
 */
export async function refreshLists(file: string, { reach, before = Number.POSITIVE_INFINITY, now = () => new Date() }: { reach?: Reach; before?: number; now?: () => Date } = {}): Promise<Refreshed[]> {
  const content = readFileOf(file)
  const due = ({ addedAt, triedAt = addedAt }: Fetching & { addedAt: string }) => Date.parse(triedAt) < before
  const outcomes: Refreshed[] = []
  const settle = async (from: string, work: () => Promise<(content: ListFile) => void>) => {
    const done = await work().then((change) => ({ change, trouble: undefined }), (cause: Error) => ({ change: undefined, trouble: cause.message }))
    outcomes.push({ from, trouble: note(file, from, now(), done) })
  }
  for (const list of content.lists.filter((one) => one.address !== undefined && due(one))) await settle(fromOf(list), () => nextList(list, reach, now()))
  for (const history of (content.histories ?? []).filter(due)) await settle(history.did, () => nextHistory(history, reach, now()))
  return outcomes
}

/** The file is read again and written without a pause: what the operator has removed meanwhile does not come back. */
function note(file: string, from: string, at: Date, { change, trouble }: { change: ((content: ListFile) => void) | undefined; trouble: string | undefined }): string | undefined {
  const content = readFileOf(file)
  const held = content.lists.find((list) => fromOf(list) === from) ?? content.histories?.find(({ did }) => did === from)
  if (!held) return 'It was removed meanwhile.'
  let wrong = trouble
  try {
    change?.(content)
  } catch (cause) {
    wrong = (cause as Error).message
  }
  held.triedAt = at.toISOString()
  if (wrong === undefined) delete held.trouble
  else held.trouble = wrong
  writeFile(file, content)
  return wrong
}

async function nextList(list: KeptList, reach: Reach | undefined, now: Date) {
  const token = (await fetchList(list.address!, reach)).trim()
  const root = Buffer.from(list.root, 'base64')
  const { from, issuers } = await readTrustList(token, root, now.getTime() / 1_000)
  if (from !== fromOf(list)) throw new Error(`The list there is of ${from}.`)
  const changed = changesBetween((await readTrustList(list.token, root, Math.min(now.getTime() / 1_000, endOf(list)))).issuers, issuers, now.toISOString())
  return (content: ListFile) => {
    const held = content.lists.find((one) => fromOf(one) === from)!
    // The operator has another root meanwhile.
    if (held.root !== list.root) return
    demandNewer(held, token)
    demandNobodyElses(content, from, issuers.map(({ id }) => id))
    if (held.token.split('.')[1] === token.split('.')[1]) return
    held.token = token
    held.addedAt = now.toISOString()
    if (changed) held.changed = changed
  }
}

async function nextHistory(history: KeptHistory, reach: Reach | undefined, now: Date) {
  const address = addressesOf(history.did)
  const fresh = { ...history, log: await fetchList(address.log, reach), witness: await fetchList(address.witness, reach) }
  const at = Math.floor(now.getTime() / 1_000)
  const changed = changesBetween((await readKeyHistory(history, at)).issuers, (await readKeyHistory(fresh, at)).issuers, now.toISOString())
  return (content: ListFile) => {
    const held = content.histories!.find(({ did }) => did === history.did)!
    if (!fresh.log.startsWith(held.log)) throw new Error(`This history of ${history.did} does not grow out of the one that was believed.`)
    Object.assign(held, { log: fresh.log, witness: fresh.witness, addedAt: now.toISOString(), ...(changed ? { changed } : {}) })
  }
}

const issuersOf = ({ token }: KeptList) => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { issuers: { id: string }[] }).issuers.map(({ id }) => id)

function demandNobodyElses({ lists, histories = [] }: ListFile, from: string, ids: readonly string[]) {
  const others = [...lists.filter((one) => fromOf(one) !== from).map((one) => ({ from: fromOf(one), ids: issuersOf(one) })), ...histories.map(({ did }) => ({ from: did, ids: [did] }))]
  for (const other of others) {
    const twice = ids.find((id) => other.ids.includes(id))
    if (twice !== undefined) throw new Error(`${twice} stands on the list of ${other.from} already: two countries cannot say who it is.`)
  }
}
