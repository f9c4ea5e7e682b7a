/** Notes, checkpoints, cosignatures and policies against the specifications' own examples, and against `openssl`. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyRoot, leafHash } from '../merkle/hash.ts'
import { checkpointText, cosign, cosignedBy, demandLogSignature, parseCheckpoint } from './checkpoint.ts'
import { newSignerKey, readSignerKey, readVkey, writeVkey } from './key.ts'
import { joinNote, parseNote, readSignatureLine, signText, verifiedBy } from './note.ts'
import { demandPolicy, readPolicy } from './policy.ts'
import { isProven, readProof, writeProof } from './proof.ts'

const example = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const plain = (text: string) => (key: ReturnType<typeof readVkey>, { bytes }: { bytes: Buffer }) => key.isSigned(Buffer.from(text), bytes)

test('the example of the specification holds, and no other text under it', () => {
  const key = readVkey(exampleKey)
  assert.equal(writeVkey(key), exampleKey)
  const note = parseNote(example)
  assert.deepEqual(verifiedBy(note, [key], plain(note.text)), [key])
  assert.throws(() => verifiedBy(note, [key], plain('This is an example message!\n')), /does not hold/)
  assert.deepEqual(verifiedBy(note, [readVkey(writeVkey(readSignerKey(newSignerKey('example.com/foo', 1))))], plain(note.text)), [])
})

test('what is no note, no key and no signature is refused', () => {
  const line = example.split('\n')[2]!
  for (const source of ['', 'text\n', 'text\n\n', `text\n\n${line}`, `te\0xt\n\n${line}\n`, `text\r\n\n${line}\n`, `text\n${line}\n`, `text\n\n${line.replace('—', '-')}\n`]) {
    assert.throws(() => parseNote(source), JSON.stringify(source))
  }
  assert.throws(() => parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(example)])))
  for (const wrong of ['— a b', '— example.com/foo Uw2QOg==', `${line} `, line.replace('Uw2Q', 'Uw2Q\n')]) assert.throws(() => readSignatureLine(wrong), wrong)
  for (const wrong of ['', 'example.com/foo', exampleKey.replace('530d903a', '530d903b'), exampleKey.replace('+A', '+B'), exampleKey.replace('example', 'exa mple'), exampleKey.slice(0, -4)]) {
    assert.throws(() => readVkey(wrong), wrong)
  }
  for (const wrong of ['', 'PRIVATE+KEY+a+00000000+AAAA', newSignerKey('a', 1).replace('PRIVATE+KEY+a', 'PRIVATE+KEY+b')]) assert.throws(() => readSignerKey(wrong))
  assert.throws(() => newSignerKey('a b', 1))
})

const log = readSignerKey(newSignerKey('example.com/log', 1))
const [one, two] = ['one', 'two'].map((name) => readSignerKey(newSignerKey(`witness.example/${name}`, 4))) as [typeof log, typeof log]
const text = checkpointText('example.com/log', 7, leafHash(Buffer.from('x')))
const signed = (...lines: string[]) => parseCheckpoint(joinNote(text, [signText(text, log), ...lines]))

test('a checkpoint tells its tree; any other form is none', () => {
  const { origin, size, root } = signed()
  assert.deepEqual([origin, size, root.equals(leafHash(Buffer.from('x')))], ['example.com/log', 7, true])
  demandLogSignature(signed(), [log])
  assert.throws(() => demandLogSignature(signed(), [readSignerKey(newSignerKey('example.com/log', 1))]), /no known key/)
  const line = signText(text, log)
  for (const body of ['a\n1\n', `a\n01\n${emptyRoot.toString('base64')}\n`, `a\n-1\n${emptyRoot.toString('base64')}\n`, `a\n1\nAAAA\n`, `\n1\n${emptyRoot.toString('base64')}\n`, `a\n9999999999999999\n${emptyRoot.toString('base64')}\n`]) {
    assert.throws(() => parseCheckpoint(joinNote(body, [line])), JSON.stringify(body))
  }
  assert.equal(parseCheckpoint(joinNote(`${text}extension\n`, [line])).size, 7)
})

test('a cosignature is over its time; a known one that does not hold spoils the note', () => {
  assert.deepEqual(cosignedBy(signed(cosign(text, 1_679_315_147, one), cosign(text, 5, two)), [one, two]), [{ key: one, time: 1_679_315_147 }, { key: two, time: 5 }])
  assert.deepEqual(cosignedBy(signed(cosign(text, 5, two)), [one]), [])
  const line = cosign(text, 5, one)
  const bytes = Buffer.from(line.split(' ')[2]!, 'base64')
  bytes[11]! += 1
  assert.throws(() => cosignedBy(signed(`— ${one.name} ${bytes.toString('base64')}`), [one]), /does not hold/)
  assert.throws(() => cosignedBy(signed(cosign(`${text}more\n`, 5, one)), [one]), /does not hold/)
})

test('a policy counts witnesses by groups', () => {
  const lines = [`log ${writeVkey(log)} https://example.com/log`, ' # two of them', `witness a ${writeVkey(one)}\thttps://one.example`, `witness b ${writeVkey(two)}`, 'group both all a b', 'quorum both', '']
  const policy = readPolicy(lines.join('\n'))
  assert.deepEqual(policy.witnesses.map(({ url }) => url), ['https://one.example', undefined])
  assert.equal(demandPolicy(signed(cosign(text, 5, one), cosign(text, 6, two)), policy).length, 2)
  assert.throws(() => demandPolicy(signed(cosign(text, 5, one)), policy), /1 of 2 witnesses/)
  // What others get of it says the same, without addresses inside the house.
  assert.doesNotMatch(policy.rules, /https:|^log/)
  assert.throws(() => demandPolicy(signed(cosign(text, 5, one)), readPolicy(`${lines[0]}\n${policy.rules}`)), /1 of 2 witnesses/)
  const withQuorum = (quorum: string) => readPolicy([...lines.slice(0, 4), ...quorum.split('\n')].join('\n'))
  assert.equal(demandPolicy(signed(cosign(text, 5, one)), withQuorum('group any any a b\nquorum any')).length, 1)
  assert.equal(demandPolicy(signed(), withQuorum('quorum none')).length, 0)
  assert.throws(() => demandPolicy(signed(), withQuorum('quorum a')), /0 of 2/)
  for (const wrong of ['', 'quorum c', 'quorum a\nquorum b', 'group g 3 a b\nquorum g', 'group g 0 a\nquorum g', 'group g all a a\nquorum g', 'group a all b\nquorum a', 'group none all a\nquorum none', `witness a ${writeVkey(one)}\nquorum a`, 'constructor x\nquorum a', `log ${writeVkey(one)}\nquorum a`]) {
    assert.throws(() => withQuorum(wrong), JSON.stringify(wrong))
  }
})

test('a proof travels as text', () => {
  const entry = leafHash(Buffer.from('x'))
  const single = checkpointText('example.com/log', 1, entry)
  const proof = writeProof(0, [], joinNote(single, [signText(single, log)]))
  assert.ok(isProven(readProof(proof), entry))
  assert.ok(!isProven(readProof(proof), emptyRoot))
  assert.equal(readProof(proof.replace('\n', '\nextra AAAA\n')).index, 0)
  for (const wrong of ['', proof.replace('v1', 'v2'), proof.replace('index 0', 'index 00'), proof.replace('index 0', 'index 0\nAAAA')]) assert.throws(() => readProof(wrong))
})

test('openssl agrees: a checkpoint and a cosignature, with nothing of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-note-'))
  const verify = (raw: Buffer, message: string, signature: Buffer) => {
    const file = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]).toString('base64')}\n-----END PUBLIC KEY-----\n`
    return execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', file('key.pem', pem), '-rawin', '-in', file('message', message), '-sigfile', file('signature', signature)], { encoding: 'utf8' })
  }
  try {
    assert.match(verify(log.raw, text, readSignatureLine(signText(text, log)).bytes), /Success/)
    assert.match(verify(one.raw, `cosignature/v1\ntime 9\n${text}`, readSignatureLine(cosign(text, 9, one)).bytes.subarray(8)), /Success/)
    assert.throws(() => verify(one.raw, text, readSignatureLine(signText(text, log)).bytes))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
