/**
 * Verifies that an entry stands in a transparency log, and that those have signed for it whom a policy names (C2SP tlog-proof, tlog-policy). It asks nobody.
 */
import { byWebCrypto, cosignedAt, exactBytes, hashesOf, isEqual, isSignedByLog, readCheckpoint, readKey, rootOf, Unsound } from './signed-note.mjs'

export { byWebCrypto }

/**
 * @param proof text of a c2sp.org/tlog-proof
 * @param entry the bytes that are said to stand in the log
 * @param policy text: lines `log`, `witness`, `group` and `quorum`
 * @param sha256 bytes to 32 bytes, without waiting
 * @param isSigned key, message and signature of Ed25519; WebCrypto's when left out
 * @returns where it stands, and which witnesses have seen it when. @throws Unsound
 */
export async function verifyProof(proof, entry, policy, sha256, isSigned = byWebCrypto) {
  const { leafHash, nodeHash } = hashesOf(sha256)
  const { index, path, checkpoint } = readProof(proof)
  const root = rootOf(index, checkpoint.size, leafHash(entry), path, nodeHash)
  if (!root || !isEqual(root, checkpoint.root)) throw new Unsound('not-in-log')
  const { logs, witnesses, isQuorum } = readPolicy(policy, sha256)
  if (!await isSignedByLog(checkpoint, logs, isSigned)) throw new Unsound('not-signed')
  const cosigned = new Map()
  for (const { name, key } of witnesses) {
    const at = await cosignedAt(checkpoint, key, isSigned)
    if (at !== undefined) cosigned.set(name, at)
  }
  if (!isQuorum(cosigned)) throw new Unsound('not-cosigned')
  return { log: checkpoint.origin, index, size: checkpoint.size, witnesses: [...cosigned].map(([name, at]) => ({ name, at })) }
}

function readProof(text) {
  const end = text.indexOf('\n\n')
  const [header, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  if (lines[0]?.startsWith('extra ')) lines.shift()
  const [, index] = /^index (0|[1-9]\d{0,14})$/.exec(lines.shift() ?? '') ?? []
  if (header !== 'c2sp.org/tlog-proof@v1' || index === undefined || lines.length > 63) throw new Unsound('no-proof')
  try {
    return { index: Number(index), path: lines.map(exactBytes), checkpoint: readCheckpoint(text.slice(end + 2)) }
  } catch (cause) {
    throw cause instanceof Unsound ? cause : new Unsound('no-proof')
  }
}

/** A quorum that is not named is met by nobody. */
function readPolicy(text, sha256) {
  const [logs, witnesses, groups] = [[], [], []]
  let quorum
  for (const line of text.split('\n')) {
    const [word, ...rest] = line.split(/[ \t]+/).filter(Boolean)
    if (word === 'log') logs.push(readKey(rest[0], sha256))
    else if (word === 'witness') witnesses.push({ name: rest[0], key: readKey(rest[1], sha256) })
    else if (word === 'group') groups.push(rest)
    else if (word === 'quorum') [quorum] = rest
  }
  return {
    logs, witnesses,
    isQuorum(cosigned) {
      const met = new Set(cosigned.keys())
      for (const [name, threshold, ...members] of groups) {
        const least = threshold === 'all' ? members.length : threshold === 'any' ? 1 : Number(threshold)
        if (least > 0 && members.filter((member) => met.has(member)).length >= least) met.add(name)
      }
      return quorum === 'none' || met.has(quorum)
    },
  }
}
