/** `maru connector run`: a register as its agency runs it, with a key, a mapping and an evidence log of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOwnKeys } from '../protocol/party.ts'
import { questionPath } from '../protocol/question.ts'
import { answeredOnce } from './answered-once.ts'
import { answerQuestion, type Connector } from './answer-question.ts'
import { openEvidenceLog } from './evidence-log.ts'
import { readMapping } from './mapping.ts'
import { type Listening, type RunningServer, serveSigned } from './serve-signed.ts'
import type { OnBroken } from './sources/source.ts'
import { openSource } from './sources/open-source.ts'
import { readTrust } from './trust.ts'

export interface ConnectorOptions extends Listening {
  /** Holds `keys.json`, `mapping.json`, `trust.json`, and the folder `evidence`. */
  folder: string
  onBroken?: OnBroken
}

export interface RunningConnector extends RunningServer { register: string }

/** @throws Error with a sentence when a file of the folder is missing or wrong */
export async function serveConnector({ folder, onBroken = () => undefined, ...listening }: ConnectorOptions): Promise<RunningConnector> {
  const mappingFile = join(folder, 'mapping.json')
  const mapping = readMapping(readFileSync(mappingFile, 'utf8'))
  const keys = await readOwnKeys(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  if (keys.id !== mapping.register) throw new Error(`keys.json is of ${keys.id}, and mapping.json of ${mapping.register}`)
  const connector: Connector = {
    keys, mapping, source: await openSource(mapping.source, mappingFile, onBroken), trust: await readTrust(join(folder, 'trust.json')),
    evidence: openEvidenceLog(join(folder, 'evidence'), keys), once: answeredOnce(),
  }
  const running = await serveSigned(listening, { [questionPath]: (request) => answerQuestion(connector, request) }, { register: keys.id })
  return {
    url: running.url, register: keys.id,
    async close() {
      await running.close()
      await connector.evidence.close()
      await connector.source.close()
    },
  }
}
