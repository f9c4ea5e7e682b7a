/** PostgreSQL refuses to run as root: then the server runs as an ordinary account, and the platform stays root. */
import { chownSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

export interface Account {
  name: string
  uid: number
  gid: number
  /** true when the server must be started under another account than the platform's own */
  dropped: boolean
}

/** An account of its own comes first; `nobody` is shared with other services and serves only the demonstration. */
const preferred = ['maru', 'postgres', 'nobody']

/**
 * The account the server runs as.
 * @param folder where the cluster lies or will lie: whoever owns an existing one keeps it
 */
export function chooseAccount(folder: string, own = process.getuid?.() ?? -1): Account {
  const owner = ownerOf(folder)
  if (own !== 0) {
    const me = userInfo()
    if (owner !== undefined && owner !== me.uid) {
      throw new Error(`${folder} belongs to ${nameOf(owner)}, and this is ${me.username}. Start as ${nameOf(owner)} or as root, or choose another MARU_DATA.`)
    }
    return { name: me.username, uid: me.uid, gid: me.gid, dropped: false }
  }
  const accounts = readAccounts()
  const chosen = owner !== undefined && owner !== 0
    ? accounts.find((account) => account.uid === owner)
    : preferred.flatMap((name) => accounts.filter((account) => account.name === name))[0]
  if (!chosen) throw new Error('PostgreSQL does not run as root, and no account maru, postgres or nobody exists. Create one: adduser --system --group maru')
  return { ...chosen, dropped: true }
}

/** What `spawn` needs to start a process under the account. */
export const runAs = (account: Account) => account.dropped ? { uid: account.uid, gid: account.gid } : {}

/** Gives a folder and all in it to the account; nothing to do where the platform is that account. */
export function giveTo(account: Account, path: string, depth: 'one' | 'all' = 'one') {
  if (!account.dropped) return
  chownSync(path, account.uid, account.gid)
  if (depth === 'one') return
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    const found = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) chownSync(found, account.uid, account.gid)
  }
}

export function nameOf(uid: number): string {
  return readAccounts().find((account) => account.uid === uid)?.name ?? `user ${uid}`
}

function ownerOf(folder: string): number | undefined {
  try {
    return statSync(folder).uid
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'EACCES') throw new Error(`${folder} cannot be read by this account. Start as its owner or as root, or choose another MARU_DATA.`, { cause })
    throw cause
  }
}

function readAccounts() {
  return readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
}
