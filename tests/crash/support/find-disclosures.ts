/**
 * After a kill, from what the parties keep: the register's evidence tells of every answer that left it, each with the log's signed receipt.
 * Every one has to have its look and its entry, and whatever the requester opened has to be among them.
 */
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { leafHash } from '../../../src/kernel/transparency/merkle/hash.ts'
import { parseCheckpoint } from '../../../src/kernel/transparency/note/checkpoint.ts'
import { parseNote } from '../../../src/kernel/transparency/note/note.ts'
import { entryOf } from '../../../src/modules/exchange/access-entry.ts'
import { verifyEvidenceLog } from '../../../src/modules/exchange/connector/read-evidence-log.ts'
import { readParty } from '../../../src/modules/exchange/protocol/party.ts'
import type { ExchangeHouse } from '../../support/exchange-house.ts'
import { ownerOf } from './victims.ts'

export interface Disclosures {
  /** Answers that left the register. */
  answers: number
  /** Given, and the log or the looks know nothing of it. */
  unlogged: string[]
  /** A receipt was given for a number that now holds something else, or nothing. */
  lost: string[]
  /** One question was answered twice. */
  twice: string[]
}

interface Disclosed { question: string; look: string; entry: Buffer; index: number; leaf: string }

/** @param opened questions whose answers the requester has opened, by their ids */
export async function findDisclosures(house: Pick<ExchangeHouse, 'platform' | 'data' | 'connectorFolder'>, opened: ReadonlySet<string>): Promise<Disclosures> {
  const disclosed = await readDisclosed(house.connectorFolder)
  const byQuestion = Map.groupBy(disclosed, ({ question }) => question)
  const found: Disclosures = {
    answers: disclosed.length, lost: [],
    unlogged: [...opened].filter((question) => !byQuestion.has(question)).map((question) => `the answer to ${question} was opened, and the register has no evidence of it`),
    twice: [...byQuestion].filter(([, answers]) => answers.length > 1).map(([question]) => question),
  }
  await untilPublished(house.platform, Math.max(-1, ...disclosed.map(({ index }) => index)))
  const client = new pg.Client(ownerOf(house.data))
  await client.connect()
  try {
    const { rows: entries } = await client.query<{ index: string; entry: Buffer }>(
      `select index, entry from kernel.log_entry where log = (select id from kernel.log where name = 'access') and index = any($1)`, [disclosed.map(({ index }) => index)])
    const held = new Map(entries.map(({ index, entry }) => [Number(index), entry]))
    const { rows: looks } = await client.query<{ id: string }>('select id from exchange.access_log where id = any($1)', [disclosed.map(({ look }) => look)])
    const known = new Set(looks.map(({ id }) => id))
    for (const { question, look, entry, index, leaf } of disclosed) {
      if (!held.get(index)?.equals(entry) || leafHash(entry).toString('base64') !== leaf) found.lost.push(`entry ${index}, of ${question}`)
      if (!known.has(look)) found.unlogged.push(`${question} was answered, and the look ${look} is not there`)
    }
    return found
  } finally {
    await client.end()
  }
}

async function readDisclosed(folder: string): Promise<Disclosed[]> {
  const disclosed: Disclosed[] = []
  const party = await readParty(JSON.parse(readFileSync(join(folder, 'public.json'), 'utf8')))
  await verifyEvidenceLog(join(folder, 'evidence'), party, ({ question, permit }) => {
    const { look, salt, receipt } = JSON.parse(Buffer.from(permit, 'base64url').toString()) as { look: string; salt: string; receipt: string }
    const [, , index, leaf] = parseNote(receipt).text.split('\n')
    disclosed.push({
      question: (JSON.parse(question) as { question: string }).question, look: (JSON.parse(look) as { id: string }).id, entry: entryOf(Buffer.from(salt, 'base64'), look), index: Number(index), leaf: leaf!,
    })
  })
  return disclosed
}

/** The log goes on: the checkpoint that everybody reads comes to hold the last entry. @throws Error when it does not */
async function untilPublished(platform: string, index: number, milliseconds = 60_000) {
  for (const end = performance.now() + milliseconds; ; await pause(50)) {
    const answer = await fetch(`${platform}/log/access/checkpoint`).catch(() => undefined)
    if (answer?.ok && parseCheckpoint(await answer.text()).size > index) return
    if (performance.now() > end) throw new Error(`entry ${index} is in no published checkpoint after ${milliseconds} ms`)
  }
}
