/** What a connector believes of a covert question, against a platform that holds the log's own key and says what it likes. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { openParties, type Parties } from '../../../../tests/support/exchange-parties.ts'
import { leafHash } from '../../../kernel/transparency/merkle/hash.ts'
import { newSignerKey, readSignerKey } from '../../../kernel/transparency/note/key.ts'
import { joinNote, signText } from '../../../kernel/transparency/note/note.ts'
import { receiptText } from '../../../kernel/transparency/store/receipt.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import { connectorPrograms, type PartyFile } from '../index.ts'
import { decryptAnswer } from '../protocol/answer.ts'
import { readOwnKeys } from '../protocol/party.ts'
import { permitOf, sealedPermitOf, writePermit } from '../protocol/permit.ts'
import { postBytes } from '../protocol/post-bytes.ts'
import { type ExchangeQuestion, questionPath } from '../protocol/question.ts'
import { digestOf, signRequest } from '../protocol/signatures.ts'
import { sealedEntry, type SealedRow } from '../sealed/sealed-entry.ts'
import { readMapping } from './mapping.ts'
import { verifyEvidenceLog } from './read-evidence-log.ts'

const pack = loadPack('packs/kr')
const person = 'KR-DEMO-000003'
const covertly = pack.purposes.find(({ covert }) => covert)!.id
/** The same agency's, and the law of the pack keeps nothing of it sealed. */
const openly = 'licence-check'
const folder = mkdtempSync(join(tmpdir(), 'maru-covert-'))
const logKey = readSignerKey(newSignerKey('lying.example/log/access', 1))
let parties: Parties
let keys: PartyFile

before(async () => {
  parties = await openParties(folder, pack, { register: 'resident', requester: 'police' }, { open: () => Promise.resolve({ everyKey: [logKey] }) }, `person,name,address\n${person},Kim Ha-neul,Sejong-ro\n`, (register) => {
    const file = join(register, 'mapping.json')
    const mapping = readMapping(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...mapping, purposes: { ...mapping.purposes, [openly]: { requester: 'police', fields: ['name', 'address'] } } }))
  })
  keys = JSON.parse(readFileSync(join(parties.requester, 'keys.json'), 'utf8')) as PartyFile
})
after(async () => {
  await parties.close()
  rmSync(folder, { recursive: true, force: true })
})

const questionOf = (more: Partial<ExchangeQuestion> = {}): ExchangeQuestion => ({ question: randomUUID(), register: 'resident', subject: person, purpose: covertly, case: randomUUID(), fields: ['name'], covert: { warrant: '2026-7' }, ...more })
const dayFromNow = (days: number) => Temporal.Now.plainDateISO('UTC').add({ days }).toString()

/** A receipt that holds, for whatever entry. */
function receiptOf(entry: Buffer): string {
  const text = receiptText(logKey.name, 7, leafHash(entry), new Date())
  return joinNote(text, [signText(text, logKey)])
}
/** A sealed look at what a question asks, as the log's own key says it has it. */
function sealedFor({ case: inquiry, subject, purpose, register, fields, covert }: ExchangeQuestion, more: Partial<SealedRow> = {}) {
  const row: SealedRow = {
    id: randomUUID(), inquiry, at: new Date(), person: subject, recipient: 'police', purpose, register, fields, warrant: covert?.warrant ?? 'none', official: 'program', question: null, salt: randomBytes(32),
    opens_on: dayFromNow(30), latest_on: dayFromNow(30), leaf: randomBytes(32), opened_as: null, opened_at: null, ...more,
  }
  return writePermit(sealedPermitOf(row, receiptOf(sealedEntry(row).entry)))
}
function openFor({ case: caseId, subject, purpose, register, fields }: ExchangeQuestion) {
  const row: AccessRow = { id: randomUUID(), at: new Date(), person: subject, recipient: 'police', recipient_role: 'agency', purpose, register, fields, case_id: caseId, consent_id: null, salt: randomBytes(32), seq: 1, prev: Buffer.alloc(32), sealed: null }
  return writePermit(permitOf(row, receiptOf(accessEntry(row).entry)))
}
async function ask(question: ExchangeQuestion, permit: string | undefined, url = parties.registerUrl) {
  const body = Buffer.from(JSON.stringify(question))
  const headers = { ...await signRequest(await readOwnKeys(keys), 'POST', questionPath, body), ...(permit === undefined ? {} : { 'maru-permit': permit }) }
  const { status, headers: given, body: answer } = await postBytes(url + questionPath, headers, body, { patience: 5_000, longest: 1e6 })
  return { status, given, text: answer.toString(), question: digestOf(body), said: status === 200 ? '' : (JSON.parse(answer.toString()) as { title: string }).title }
}
/** Refused with this reason, in the connector's log as in its answer. */
async function refused(asked: ReturnType<typeof ask>, reason: string, status = 403) {
  const { said, status: given } = await asked
  assert.deepEqual([given, said, parties.refusals.at(-1)], [status, reason, `${status} ${reason}`])
}

test('a sealed look opens the register to a covert question: encrypted to the agency, and the look in the register’s own evidence', async () => {
  const question = questionOf()
  const permit = sealedFor(question)
  const { status, text, given, question: digest } = await ask(question, permit)
  assert.equal(status, 200)
  const { values } = await decryptAnswer(text, await readOwnKeys(keys), { question: digest, entry: String(given['maru-entry']) })
  assert.deepEqual(values, { name: 'Kim Ha-neul' })
  const kept: string[] = []
  const party = await readOwnKeys(JSON.parse(readFileSync(join(parties.register, 'keys.json'), 'utf8')))
  await verifyEvidenceLog(join(parties.register, 'evidence'), party, ({ question: asked, permit: by }) => { if (asked === JSON.stringify(question)) kept.push(by) })
  assert.deepEqual(kept, [permit])
})

test('the mapping that the pack writes names the law of a covert purpose, and of no other', () => {
  const { purposes } = readMapping(readFileSync(join(parties.register, 'mapping.json'), 'utf8'))
  const { law, sealedFor: period } = pack.purposes.find(({ id }) => id === covertly)!.covert!
  assert.deepEqual(Object.entries(purposes).flatMap(([id, { covert }]) => (covert ? [[id, covert]] : [])), [[covertly, { law, sealedFor: period }]])
})

test('a platform that offers a sealed receipt for an open purpose gets nothing, whether the question says that it is covert or not', async () => {
  const open: ExchangeQuestion = { question: randomUUID(), register: 'resident', subject: person, purpose: openly, case: randomUUID(), fields: ['name'] }
  await refused(ask(open, sealedFor(open)), 'the question is open, and its look in the log is sealed')
  const both = questionOf({ purpose: openly })
  await refused(ask(both, sealedFor(both)), `no law named here keeps a look for the purpose ${openly} from the person`)
  assert.equal((await ask(open, openFor(open))).status, 200)
})

test('a covert purpose is asked by a sealed look alone: an open one, or none, opens nothing', async () => {
  const question = questionOf()
  await refused(ask(question, openFor(question)), 'the question is covert, and its look in the log is open')
  const { covert: _, ...open } = question
  await refused(ask(open, openFor(open)), `for the purpose ${covertly} only a sealed look is answered`)
  await refused(ask(question, undefined), 'there is no permit')
})

test('a replayed sealed receipt opens nothing a second time; the same question may come again, its answer having been lost', async () => {
  const question = questionOf()
  const permit = sealedFor(question)
  assert.deepEqual([(await ask(question, permit)).status, (await ask(question, permit)).status], [200, 200])
  await refused(ask({ ...question, question: randomUUID() }, permit), 'this permit has been used for another question', 409)
})

test('a receipt of another question: of another person, field, inquiry, warrant or agency, or with a day that its entry does not say', async () => {
  const question = questionOf()
  for (const other of [{ subject: 'KR-DEMO-000004' }, { fields: ['address'] }, { case: randomUUID() }]) await refused(ask(question, sealedFor(questionOf({ ...question, ...other }))), 'the look in the log is not what is asked')
  await refused(ask(question, sealedFor(question, { recipient: 'nts' })), 'the look in the log is not what is asked')
  await refused(ask(question, sealedFor(question, { warrant: '2026-8' })), 'the look in the log names another warrant')
  const permit = JSON.parse(Buffer.from(sealedFor(question), 'base64url').toString()) as { latestOn: string }
  await refused(ask(question, writePermit({ ...permit, latestOn: dayFromNow(10) } as never)), 'the receipt is for another look')
})

test('a look that is sealed for longer than the agency’s own mapping allows, or than its entry says in public, opens nothing', async () => {
  const question = questionOf()
  await refused(ask(question, sealedFor(question, { opens_on: dayFromNow(40), latest_on: dayFromNow(40) })), `the look is sealed for longer than the purpose ${covertly} allows here`)
  await refused(ask(question, sealedFor(question, { opens_on: dayFromNow(20), latest_on: dayFromNow(10) })), 'the look opens later than its entry says in public')
})

test('a connector whose mapping does not know the purpose, or knows it as an open one, answers no covert question', async () => {
  const elsewhere = join(folder, 'elsewhere')
  cpSync(parties.register, elsewhere, { recursive: true, filter: (path) => !path.endsWith('evidence') })
  const mapping = readMapping(readFileSync(join(elsewhere, 'mapping.json'), 'utf8'))
  const { [covertly]: known, ...others } = mapping.purposes
  for (const [purposes, reason] of [
    [others, `police gets nothing here for the purpose ${covertly}`], [{ ...others, [covertly]: { requester: known!.requester, fields: known!.fields } }, `no law named here keeps a look for the purpose ${covertly} from the person`],
  ] as const) {
    writeFileSync(join(elsewhere, 'mapping.json'), JSON.stringify({ ...mapping, purposes }))
    const said: string[] = []
    const running = await (await connectorPrograms.serve())({ folder: elsewhere, host: '127.0.0.1', port: 0, onRefusal: (status, why) => { said.push(`${status} ${why}`) } })
    const question = questionOf()
    assert.deepEqual([(await ask(question, sealedFor(question), running.url)).said, said], [reason, [`403 ${reason}`]])
    await running.close()
  }
})
