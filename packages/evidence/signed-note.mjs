/**
 * Signed notes and Merkle trees as both verifiers read them: C2SP signed-note, tlog-checkpoint and tlog-cosignature, RFC 6962. It runs in a browser
 * as well as in Node; the hash is handed in, and so is who checks a signature (WebCrypto, where nobody is).
 */
export const text = new TextEncoder()

export function fromBase64(encoded) {
  const binary = atob(encoded)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Of a text that says the bytes in the one way there is. @throws Error */
export function exactBytes(encoded) {
  const bytes = fromBase64(encoded)
  if (toBase64(bytes) !== encoded) throw new Error('not base64 as it is written')
  return bytes
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes))

export function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export const isEqual = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at])

/** What does not hold, by a name that the page has words for; `at` is the first look it is about. */
export class Unsound extends Error {
  constructor(code, at) {
    super(at === undefined ? code : `${code} (look ${at})`)
    this.code = code
    this.at = at
  }
}

/** @param sha256 bytes to 32 bytes, without waiting */
export const hashesOf = (sha256) => ({ leafHash: (entry) => sha256(join(Uint8Array.of(0), entry)), nodeHash: (left, right) => sha256(join(Uint8Array.of(1), left, right)) })

/** RFC 9162 section 2.1.3.2; sizes are whole numbers below 2^53, so no bitwise operator may touch them. */
export function rootOf(index, size, leaf, path, nodeHash) {
  let [fn, sn, root] = [index, size - 1, leaf]
  if (!(fn >= 0 && fn <= sn)) return undefined
  for (const hash of path) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(hash, root)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else root = nodeHash(root, hash)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return sn === 0 ? root : undefined
}

export function readCheckpoint(note) {
  const cut = note.indexOf('\n\n')
  const signed = note.slice(0, cut + 1)
  const [origin, size, root] = signed.split('\n')
  if (cut < 0 || !/^\d{1,15}$/.test(size ?? '')) throw new Unsound('no-checkpoint')
  const lines = note.slice(cut + 2).split('\n')
  if (lines.pop() !== '') throw new Unsound('no-checkpoint')
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? []
    if (!name) throw new Unsound('no-checkpoint')
    const bytes = exactBytes(encoded)
    return { name, id: toBase64(bytes.subarray(0, 4)), bytes: bytes.subarray(4) }
  })
  return { origin, size: Number(size), root: exactBytes(root), signed, signatures }
}

/** `name+id+base64(type, key)` */
export function readKey(vkey, sha256) {
  const [name, id, ...rest] = vkey.split('+')
  const bytes = fromBase64(rest.join('+'))
  const expected = sha256(join(text.encode(`${name}\n`), bytes)).subarray(0, 4)
  if ([...expected].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== id) throw new Unsound('not-signed')
  return { name, id: toBase64(expected), type: bytes[0], raw: bytes.subarray(1) }
}

/** Ed25519 (RFC 8032) by the platform it runs on. */
export const byWebCrypto = async (raw, message, signature) => crypto.subtle.verify('Ed25519', await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']), signature, message)

const linesOf = ({ signatures }, key) => signatures.filter(({ name, id }) => name === key.name && id === key.id)

/** Whether one of these keys, under the name of the log, has signed the checkpoint. */
export async function isSignedByLog(checkpoint, keys, isSigned) {
  for (const key of keys.filter(({ name, type }) => name === checkpoint.origin && type === 1)) {
    for (const { bytes } of linesOf(checkpoint, key)) if (await isSigned(key.raw, text.encode(checkpoint.signed), bytes)) return true
  }
  return false
}

/** When this witness has cosigned; undefined where it has not. @throws Unsound where what stands under its name does not hold */
export async function cosignedAt(checkpoint, key, isSigned) {
  const [line] = linesOf(checkpoint, key)
  if (!line) return undefined
  if (key.type !== 4 || line.bytes.length !== 72) throw new Unsound('not-cosigned')
  const time = new DataView(line.bytes.buffer, line.bytes.byteOffset).getBigUint64(0)
  if (!await isSigned(key.raw, text.encode(`cosignature/v1\ntime ${time}\n${checkpoint.signed}`), line.bytes.subarray(8))) throw new Unsound('not-cosigned')
  return new Date(Number(time) * 1_000).toISOString()
}
