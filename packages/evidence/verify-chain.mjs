/**
 * Verifies a person's whole access log from its file: that nothing in it was left out, added, moved or changed. It shares no code with the
 * platform, asks nobody, and runs in a browser without a server as well as in Node. The hash is handed in; signatures are WebCrypto's.
 * Formats: RFC 6962 (trees), C2SP signed-note, tlog-checkpoint and tlog-cosignature.
 */
import { byWebCrypto, cosignedAt, fromBase64, hashesOf, isEqual, isSignedByLog, join, readCheckpoint, readKey, rootOf, text, toBase64, Unsound } from './signed-note.mjs'

export { Unsound }

/**
 * @param file the parsed file
 * @param sha256 bytes to 32 bytes, without waiting
 * @returns how many looks, the log, its size, who has cosigned and when, and up to when the chain is known to be whole
 */
export async function verifyChain(file, sha256) {
  if (file?.format !== 'maru-access-chain/1' && file?.format !== 'maru-access-chain/2') throw new Unsound('not-a-chain')
  const { leafHash, nodeHash } = hashesOf(sha256)
  const checkpoint = readCheckpoint(file.checkpoint)
  const signers = await verifySignatures(checkpoint, file, sha256)

  const blind = fromBase64(file.blind)
  const ended = file.ended?.looks ?? 0
  let head = file.ended ? fromBase64(file.ended.head) : sha256(join(blind, text.encode(file.person)))
  const heads = [toBase64(head)]
  const leaves = file.looks.map(({ look, salt, sealed }, place) => {
    const told = JSON.parse(look)
    const at = ended + place + 1
    if (told.person !== file.person) throw new Unsound('another-person', at)
    if (told.seq !== at) throw new Unsound('left-out', at)
    if (told.prev !== heads[place]) throw new Unsound('broken-chain', at)
    const commitment = sha256(join(fromBase64(salt), text.encode(look)))
    head = leafHash(sealed ? join(Uint8Array.of(4), text.encode(`opened/v1\n${told.sealed}\n${toBase64(commitment)}\n`)) : join(Uint8Array.of(1), commitment))
    heads.push(toBase64(head))
    return { index: file.indexes[place], leaf: head }
  })
  file.looks.forEach(({ look, sealed }, place) => {
    if (!sealed) return
    const leaf = leafHash(sealedEntry(sealed, sha256))
    const index = file.indexes[leaves.length]
    if (!isOfSeal(JSON.parse(look), sealed) || JSON.parse(look).sealed !== toBase64(leaf) || !(index < file.indexes[place])) throw new Unsound('other-seal', ended + place + 1)
    leaves.push({ index, leaf })
  })
  const whole = file.heads === null ? null : readHeads(file, blind, heads, ended, { leafHash, nodeHash })
  if (whole) leaves.push({ index: file.indexes[leaves.length], leaf: whole.leaf })
  const before = file.ended ? readEnded(file, leaves.length, leafHash) : null
  if (before) leaves.push(...before.leaves)
  if (file.indexes.length !== leaves.length) throw new Unsound('not-in-log')
  // The heads that say a time may be those that say the length.
  const apart = leaves.sort((one, other) => one.index - other.index).filter(({ index, leaf }, at) => at === 0 || leaves[at - 1].index !== index || !isEqual(leaves[at - 1].leaf, leaf))
  const root = rootOfMany(apart, checkpoint.size, file.proof.map(fromBase64), nodeHash)
  if (!root || !isEqual(root, checkpoint.root)) throw new Unsound('not-in-log')
  return { looks: file.looks.length, log: checkpoint.origin, size: checkpoint.size, witnesses: signers, wholeUntil: whole?.at ?? null, wholeLength: whole?.length ?? 0, ended, endedBefore: before?.at ?? null }
}

/** The last look that has ended is an entry before other heads, which say a time: it was before it, and so was every look that it follows. */
function readEnded({ ended: { looks, head, heads }, indexes }, from, leafHash) {
  const bytes = fromBase64(heads)
  const [kind, , , at] = new TextDecoder().decode(bytes.subarray(1)).split('\n')
  const [last, younger] = indexes.slice(from)
  if (!(Number.isSafeInteger(looks) && looks > 0) || bytes[0] !== 2 || kind !== 'heads/v1' || !(last < younger)) throw new Unsound('left-out', 1)
  return { at, leaves: [{ index: last, leaf: fromBase64(head) }, { index: younger, leaf: leafHash(bytes) }] }
}

/** The entry that an opened look was until its date. */
const sealedEntry = ({ look, salt, latestOn }, sha256) => join(Uint8Array.of(3), text.encode(`sealed/v1\n${toBase64(sha256(join(fromBase64(salt), text.encode(look))))}\n${latestOn}\n`))

/** Whether the look is told as it was sealed. */
function isOfSeal(told, { look }) {
  const sealed = JSON.parse(look)
  return ['person', 'recipient', 'purpose', 'register', 'fields', 'case'].every((name) => JSON.stringify(sealed[name]) === JSON.stringify(told[name]))
}

/** The chain's head among the heads of all chains: the log says that it is so long, and ends so. */
function readHeads({ heads: { entry, rank, length, head, path } }, blind, links, ended, { leafHash, nodeHash }) {
  const bytes = fromBase64(entry)
  const [kind, size, root, at] = new TextDecoder().decode(bytes.subarray(1)).split('\n')
  if (bytes[0] !== 2 || kind !== 'heads/v1') throw new Unsound('other-head')
  if (length - ended >= links.length) throw new Unsound('left-out', ended + links.length)
  if (links[length - ended] !== head) throw new Unsound('other-head', length)
  const place = new Uint8Array(4)
  new DataView(place.buffer).setUint32(0, length)
  const found = rootOf(rank, Number(size), leafHash(join(blind, place, fromBase64(head))), path.map(fromBase64), nodeHash)
  if (!found || toBase64(found) !== root) throw new Unsound('other-head')
  return { leaf: leafHash(bytes), at, length }
}

/** The root from many leaves, and the hashes of the parts without any of them. */
function rootOfMany(leaves, size, proof, nodeHash) {
  let used = 0
  const walk = (lo, hi, from, to) => {
    if (from === to) return proof[used++]
    if (hi - lo === 1) return to - from === 1 && leaves[from].index === lo ? leaves[from].leaf : undefined
    let width = 1
    while (width * 2 < hi - lo) width *= 2
    const middle = lo + width
    let cut = from
    while (cut < to && leaves[cut].index < middle) cut += 1
    const left = walk(lo, middle, from, cut)
    const right = walk(middle, hi, cut, to)
    return left && right && nodeHash(left, right)
  }
  const root = walk(0, size, 0, leaves.length)
  return used === proof.length ? root : undefined
}

/** The log's own signature, and that of every witness the file names. */
async function verifySignatures(checkpoint, { logKeys, witnessKeys }, sha256) {
  if (!await isSignedByLog(checkpoint, logKeys.map((vkey) => readKey(vkey, sha256)), byWebCrypto)) throw new Unsound('not-signed')
  const witnesses = []
  for (const key of witnessKeys.map((vkey) => readKey(vkey, sha256))) {
    const at = await cosignedAt(checkpoint, key, byWebCrypto)
    if (at === undefined) throw new Unsound('not-cosigned')
    witnesses.push({ name: key.name, at })
  }
  return witnesses
}
