/** What a device knows of itself: one file for its owner alone, whole or not there, since the key in it cannot be had again. */
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { JWK } from 'jose'

export interface DeviceFile {
  /** The platform (OpenID4VCI credential issuer). */
  issuer: string
  /** Of the credential configuration that is renewed. */
  configuration: string
  /** Private; it never leaves this file. */
  key: JWK
  /** A key that is about to take its place. */
  next?: JWK | undefined
  /** Name as an OAuth client; none until it is enrolled. */
  client?: string | undefined
  /** SD-JWT VC with all its disclosures. */
  credential?: string | undefined
  /** What the last sign of life was answered with. */
  mark?: string | undefined
}

/** @throws Error where others may read it: the key may be known to them */
export function readDeviceFile(path: string): DeviceFile {
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} can be read by others than its owner. Ask your agency for a new code, and enrol into a new file.`)
  return JSON.parse(readFileSync(path, 'utf8')) as DeviceFile
}

/** Survives a loss of power at any moment: what was there, or what is new. */
export function writeDeviceFile(path: string, file: DeviceFile) {
  const draft = `${path}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    chmodSync(draft, 0o600)
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
