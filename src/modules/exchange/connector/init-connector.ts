/** `maru connector init`: the folder of a new connector. The mapping is written from the pack; the agency says where each field comes from. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { newPartyFile, publicFile } from '../protocol/party.ts'
import { splitField } from '../purposes.ts'
import type { Mapping, SourceSettings } from './mapping.ts'
import { emptyTrust } from './trust.ts'

export interface NewConnector { folder: string; register: string; pack: Pack; source: SourceSettings }

/** @throws Error with a sentence when the pack knows no such register, or the folder is in use */
export function initConnector({ folder, register, pack, source }: NewConnector) {
  const definition = pack.registers.find(({ id }) => id === register)
  if (!definition) throw new Error(`The pack ${pack.id} has no register "${register}". It has: ${pack.registers.map(({ id }) => id).join(', ')}.`)
  const mapping: Mapping = {
    register, source,
    fields: Object.fromEntries(Object.entries(definition.fields).map(([name, field]) => [name, { from: field.answers?.field ?? name, definition: field }])),
    purposes: purposesOf(pack, register),
  }
  writeFolder(folder, register, [['mapping.json', mapping]])
}

/** The folder of an agency that only asks. @param notices where it is told what people take back: a path of its `connector listen` @throws Error when the pack has no such agency, or the folder is in use */
export function initRequester({ folder, agency, pack, notices }: { folder: string; agency: string; pack: Pack; notices?: string }) {
  if (!pack.agencies.some(({ id }) => id === agency)) throw new Error(`The pack ${pack.id} has no agency "${agency}".`)
  writeFolder(folder, agency, [], notices)
}

function writeFolder(folder: string, party: string, more: [name: string, value: object][], notices?: string) {
  if (existsSync(join(folder, 'keys.json'))) throw new Error(`${folder} holds the keys of a party already. Choose another folder.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keys = { ...newPartyFile(party), ...(notices === undefined ? {} : { notices }) }
  const files: [name: string, value: object][] = [['keys.json', keys], ['public.json', publicFile(keys)], ['trust.json', emptyTrust], ...more]
  for (const [name, value] of files) writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`, { mode: name === 'keys.json' ? 0o600 : 0o644, flag: 'wx', flush: true })
}

/** What the pack lets this register give to agencies; the agency may take away from it, and the platform never adds. */
function purposesOf(pack: Pack, register: string): Mapping['purposes'] {
  return Object.fromEntries(pack.purposes.flatMap(({ id, agency, fields, covert }) => {
    const own = fields.map(splitField).filter((name) => name.register === register).map(({ field }) => field)
    return agency === null || own.length === 0 ? [] : [[id, { requester: agency, fields: own, ...(covert ? { covert: { law: covert.law, sealedFor: covert.sealedFor } } : {}) }]]
  }))
}
