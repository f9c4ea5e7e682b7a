#!/usr/bin/env node
/**
 * Verifies one look at somebody's data, away from the platform: `node verify-evidence.mjs FILE [--policy FILE] [--roots FILE]`.
 * It shares no code with the platform, needs nothing but Node, for time-stamps also openssl, and asks nobody. Formats: RFC 6962 and RFC 9162 (tree), C2SP tlog-proof,
 * signed-note, tlog-checkpoint, tlog-cosignature and tlog-policy (lines `log`, `witness` and `quorum all` or a number).
 */
import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const spkiOfEd25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** `name+id+base64(type, key)` */
function readKey(vkey) {
  const [name, id, ...rest] = vkey.split('+')
  const bytes = Buffer.from(rest.join('+'), 'base64')
  const expected = sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4)
  if (bytes.length !== 33 || expected.toString('hex') !== id) throw new Error(`${name}: the key does not fit its id`)
  const key = createPublicKey({ key: Buffer.concat([spkiOfEd25519, bytes.subarray(1)]), format: 'der', type: 'spki' })
  return { name, id: expected, type: bytes[0], holds: (message, signature) => verify(null, message, key, signature) }
}

function readPolicy(text) {
  const policy = { logs: [], witnesses: [], quorum: 'all' }
  for (const line of text.split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/)
    if (word === '' || word.startsWith('#')) continue
    if (word === 'log') policy.logs.push(readKey(rest[0]))
    else if (word === 'witness') policy.witnesses.push({ as: rest[0], ...readKey(rest[1]) })
    else if (word === 'quorum' && /^(all|none|[1-9]\d*)$/.test(rest[0])) policy.quorum = rest[0]
    else throw new Error(`this verifier does not know the policy line: ${line}`)
  }
  return policy
}

function readNote(note) {
  const cut = note.indexOf('\n\n')
  if (cut < 0) throw new Error('a note without signatures')
  const signatures = note.slice(cut + 2).split('\n').filter((line) => line !== '').map((line) => {
    const match = /^— (\S+) (\S+)$/.exec(line)
    if (!match) throw new Error('a line under the checkpoint is no signature')
    const bytes = Buffer.from(match[2], 'base64')
    return { name: match[1], id: bytes.subarray(0, 4), signature: bytes.subarray(4) }
  })
  return { signed: note.slice(0, cut + 1), signatures }
}

function readProof(text) {
  const end = text.indexOf('\n\n')
  const [header, index, ...path] = text.slice(0, end).split('\n')
  const { signed, signatures } = readNote(text.slice(end + 2))
  const [origin, size, root] = signed.split('\n')
  if (end < 0 || header !== 'c2sp.org/tlog-proof@v1' || !/^index \d{1,15}$/.test(index) || !/^\d{1,15}$/.test(size)) throw new Error('the proof is no tlog-proof')
  return { index: Number(index.slice(6)), path: path.map((line) => Buffer.from(line, 'base64')), origin, size: Number(size), root, signed, signatures }
}

/** RFC 9162 section 2.1.3.2, over BigInt so that no width can overflow. */
function rootOf(index, size, leaf, path) {
  let [fn, sn, r] = [BigInt(index), BigInt(size) - 1n, leaf]
  if (fn > sn) throw new Error('the entry lies beyond the tree')
  for (const p of path) {
    if (sn === 0n) throw new Error('the proof is too long')
    if (fn % 2n === 1n || fn === sn) {
      r = sha256(Buffer.of(1), p, r)
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n]
    } else r = sha256(Buffer.of(1), r, p)
    ;[fn, sn] = [fn / 2n, sn / 2n]
  }
  if (sn !== 0n) throw new Error('the proof is too short')
  return r
}

/** That the entry stands in the tree, and that a known log has signed its head. */
function demandPlace(proof, entry, logs) {
  const root = rootOf(proof.index, proof.size, sha256(Buffer.of(0), entry), proof.path)
  if (root.toString('base64') !== proof.root) throw new Error('the look does not stand in the tree: it, its salt or its proof has been changed')
  const signed = logs.filter((key) => key.type === 1 && key.name === proof.origin && signaturesOf(proof, key).length > 0)
  if (signed.length === 0) throw new Error(`no known key of ${proof.origin} has signed the checkpoint`)
  for (const key of signed) for (const { signature } of signaturesOf(proof, key)) if (!key.holds(Buffer.from(proof.signed), signature)) throw new Error('the signature of the log does not hold')
}

const signaturesOf = (proof, key) => proof.signatures.filter(({ name, id }) => name === key.name && id.equals(key.id))

/** openssl reads the token's time, and then checks imprint, signature, certificates and purpose as of that time. @returns the time as ISO 8601 */
function verifyStamp(token, signed, roots) {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  try {
    for (const [name, content] of [['token', token], ['text', signed], ['roots', roots]]) writeFileSync(join(folder, name), content)
    const openssl = (...words) => execFileSync('openssl', ['ts', ...words, '-token_in', '-in', 'token'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    const [, time] = /^Time stamp: (.+)$/m.exec(openssl('-reply', '-text')) ?? []
    const at = Math.floor(Date.parse((time ?? '').replace(/\.\d+/, '')) / 1_000)
    openssl('-verify', '-data', 'text', '-CAfile', 'roots', '-attime', String(at))
    return new Date(at * 1_000).toISOString()
  } catch (cause) {
    throw new Error(cause.code === 'ENOENT' ? 'openssl is needed to check a time-stamp' : `openssl refuses the time-stamp: ${String(cause.stderr ?? cause.message).trim()}`, { cause })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function cosignedBy(proof, witnesses) {
  return witnesses.flatMap((key) => signaturesOf(proof, key).map(({ signature }) => {
    const time = signature.readBigUInt64BE()
    if (key.type !== 4 || !key.holds(Buffer.from(`cosignature/v1\ntime ${time}\n${proof.signed}`), signature.subarray(8))) throw new Error(`the cosignature of ${key.as} does not hold`)
    return { witness: key.as, at: new Date(Number(time) * 1_000).toISOString() }
  }))
}

const leafOf = (entry) => sha256(Buffer.of(0), entry).toString('base64')

/** A look that was kept from the person for a while: what it is about is a commitment, by when it opens at the latest is public. */
const sealedEntryOf = ({ look, salt, latestOn }) =>
  Buffer.concat([Buffer.of(3), Buffer.from(`sealed/v1\n${sha256(Buffer.from(salt, 'base64'), Buffer.from(look, 'utf8')).toString('base64')}\n${latestOn}\n`)])

/** That the look is the one that was sealed, before it was opened. */
function verifySeal(sealed, entry, look, openedAt, policy) {
  if (look.sealed !== leafOf(entry)) throw new Error('the look names another sealed entry')
  const { proof, ...standing } = verifyStanding(sealed, entry, policy)
  if (proof.index >= openedAt) throw new Error('the look was opened before it was sealed')
  for (const name of ['person', 'recipient', 'purpose', 'register', 'fields', 'case']) if (JSON.stringify(standing.look[name]) !== JSON.stringify(look[name])) throw new Error(`the look was sealed with another ${name}`)
  return standing
}

/** That a sealed look stands in the log, open by now or not; and whose signatures keep it sealed for longer. */
function verifyStanding(sealed, entry, { logs, witnesses }) {
  const proof = readProof(sealed.proof)
  demandPlace(proof, entry, logs)
  const keys = (sealed.court?.keys ?? []).map(readKey)
  const orders = sealed.orders.map(({ note, proof: placed }) => {
    demandPlace(readProof(placed), Buffer.concat([Buffer.of(5), Buffer.from(note)]), logs)
    const { signed, signatures } = readNote(note)
    const signers = keys.filter((key) => key.type === 1 && signatures.some(({ name, id, signature }) => name === key.name && id.equals(key.id) && key.holds(Buffer.from(signed), signature))).map(({ name }) => name)
    const lines = signed.split('\n')
    return { until: lines[2].slice('until '.length), signers, holds: keys.length > 0 && signers.length >= sealed.court.threshold && lines.includes(`look ${leafOf(entry)}`) }
  })
  return { proof, look: JSON.parse(sealed.look), index: proof.index, cosigned: cosignedBy(proof, witnesses), orders }
}

function demandQuorum(cosigned, { quorum, witnesses }) {
  const enough = quorum === 'none' ? 0 : quorum === 'all' ? witnesses.length : Number(quorum)
  if (new Set(cosigned.map(({ witness }) => witness)).size < enough) throw new Error(`${cosigned.length} of ${enough} witnesses have cosigned`)
}

/**
 * @param rootsText PEM certificates of the time-stamp authorities to believe; left out, those in the file
 * @returns what holds; @throws Error with the first thing that does not
 */
export function verifyEvidence(text, policyText, rootsText) {
  const evidence = JSON.parse(text)
  if (evidence.format !== 'maru-access-evidence/1' && evidence.format !== 'maru-sealed-evidence/1') throw new Error('the file is no evidence of this kind')
  const policy = policyText === undefined
    ? { logs: evidence.logKeys.map(readKey), witnesses: evidence.witnessKeys.map(readKey).map((key) => ({ as: key.name, ...key })), quorum: 'all' }
    : readPolicy(policyText)
  const stampsOver = (over, given) => given.map(({ authority, proof: placed, token }) => {
    const stamped = readProof(placed)
    demandPlace(stamped, over, policy.logs)
    return { authority, at: verifyStamp(Buffer.from(token, 'base64'), stamped.signed, rootsText ?? (evidence.stampRoots ?? []).join('\n')) }
  })
  const believed = (stamps) => ({ stamps, keysFromFile: policyText === undefined, rootsFromFile: stamps.length > 0 && rootsText === undefined })
  if (evidence.format === 'maru-sealed-evidence/1') {
    const entry = sealedEntryOf(evidence.sealed)
    const { proof, look, index, cosigned, orders } = verifyStanding(evidence.sealed, entry, policy)
    demandQuorum(cosigned, policy)
    return { look, log: proof.origin, index, size: proof.size, cosigned, until: { opensOn: look.opensOn, latestOn: evidence.sealed.latestOn, orders }, ...believed(stampsOver(entry, evidence.sealed.stamps)) }
  }
  const proof = readProof(evidence.proof)
  const salt = Buffer.from(evidence.salt, 'base64')
  if (salt.length !== 32) throw new Error('the salt has not 32 bytes')
  const look = JSON.parse(evidence.look)
  const commitment = sha256(salt, Buffer.from(evidence.look, 'utf8'))
  const { sealed } = evidence
  const sealedEntry = sealed && sealedEntryOf(sealed)
  const entry = sealed ? Buffer.concat([Buffer.of(4), Buffer.from(`opened/v1\n${leafOf(sealedEntry)}\n${commitment.toString('base64')}\n`)]) : Buffer.concat([Buffer.of(1), commitment])
  demandPlace(proof, entry, policy.logs)
  const cosigned = cosignedBy(proof, policy.witnesses)
  demandQuorum(cosigned, policy)
  const stamps = stampsOver(entry, evidence.stamps ?? [])
  const seal = sealed && { ...verifySeal(sealed, sealedEntry, look, proof.index, policy), stamps: stampsOver(sealedEntry, sealed.stamps) }
  return { look, sealed: seal, log: proof.origin, index: proof.index, size: proof.size, cosigned, ...believed(stamps) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values: { policy, roots }, positionals: [file, ...more] } = parseArgs({ allowPositionals: true, options: { policy: { type: 'string' }, roots: { type: 'string' } } })
  if (file === undefined || more.length > 0) {
    console.error('Usage: node verify-evidence.mjs FILE [--policy FILE] [--roots FILE]')
    process.exitCode = 2
  } else {
    try {
      const read = (name) => name && readFileSync(name, 'utf8')
      const { look, sealed, until, log, index, size, cosigned, stamps, keysFromFile, rootsFromFile } = verifyEvidence(read(file), read(policy), read(roots))
      console.log(`✓ Entry ${index} of ${size} in ${log}\n${JSON.stringify(look, null, 2)}`)
      for (const { witness, at } of cosigned) console.log(`✓ seen by ${witness} at ${at}`)
      for (const { authority, at } of stamps) console.log(`✓ stamped by ${authority} at ${at}`)
      if (until) console.log(`✓ It is sealed, and opens to the person on ${until.opensOn}; the log says in public: by ${until.latestOn}`)
      if (sealed) {
        console.log(`✓ It was sealed as entry ${sealed.index}:\n${JSON.stringify(sealed.look, null, 2)}`)
        for (const { witness, at } of sealed.cosigned) console.log(`✓ sealed, seen by ${witness} at ${at}`)
        for (const { authority, at } of sealed.stamps) console.log(`✓ sealed, stamped by ${authority} at ${at}`)
      }
      const orders = sealed?.orders ?? until?.orders ?? []
      for (const { until: day, signers, holds } of orders) console.log(`${holds ? '✓' : '!'} kept sealed until ${day} by ${signers.join(', ')}${holds ? '' : ': fewer than the court’s rule wants'}`)
      if (orders.length > 0) console.log('! The court’s keys are those in the file.')
      if (rootsFromFile) console.log('! The time-stamp authorities’ certificates are those in the file. Give --roots with certificates that you have from elsewhere.')
      if (keysFromFile) console.log('! The keys are those in the file: it shows that nothing has changed since, not who signed. Give --policy with keys that you have from elsewhere.')
    } catch (cause) {
      console.error(`✖ ${cause.message}`)
      process.exitCode = 1
    }
  }
}
