/** Where the cluster of a data folder lies: in it, or, when the account cannot enter it, beside it with a link. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Account, chooseAccount, giveTo, runAs } from './account.ts'
import { findBinaries, sharedFolder } from './binaries.ts'
import { clusterAt, prepareFolders } from './cluster.ts'

/** Everything needed to start, copy or restore the cluster of a data folder. Makes the folders, not the cluster. */
export function locateCluster(dataFolder: string, told: (sentence: string) => void) {
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  const account = chooseAccount(join(resolve(dataFolder), 'postgres'))
  const cluster = clusterAt(placeCluster(dataFolder, account, told), account)
  prepareFolders(cluster, account)
  return { account, binaries: findBinaries(account), cluster }
}

/**
 * @returns the folder for the cluster, made or not. When root's data folder lies where an ordinary account
 *   cannot go (as below /root), `<data>/postgres` becomes a link to a folder in /var/lib/maru, and `told` is called once.
 */
function placeCluster(dataFolder: string, account: Account, told: (sentence: string) => void): string {
  const place = join(resolve(dataFolder), 'postgres')
  if (isThere(place)) return follow(place)
  if (!account.dropped || isReachable(dirname(place), account)) return join(realpathSync(dirname(place)), 'postgres')
  // A name of its own each time: who removes a data folder and starts again expects an empty one.
  const elsewhere = join(sharedFolder, `data-${randomBytes(6).toString('hex')}`)
  const home = join(elsewhere, 'postgres')
  mkdirSync(home, { recursive: true, mode: 0o711 })
  chmodSync(home, 0o700)
  giveTo(account, home)
  symlinkSync(home, place)
  told(`The account ${account.name} cannot enter ${dirname(place)}: the database lies in ${home}, and ${place} links to it.`)
  return home
}

function isThere(place: string): boolean {
  try {
    return lstatSync(place) !== undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw cause
  }
}

function follow(place: string): string {
  try {
    return realpathSync(place)
  } catch (cause) {
    throw new Error(`${place} links to a folder that is gone. Put it back, or restore a backup into another MARU_DATA.`, { cause })
  }
}

/** Asked of the system itself: permissions have more ways to say no than a mode shows. */
function isReachable(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs(account), cwd: '/', stdio: 'ignore' }).status === 0
}
