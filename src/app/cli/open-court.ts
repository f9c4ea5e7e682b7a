import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../kernel/config/read-config.ts'
import { type Court, readCourt } from '../../kernel/config/read-court.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../../kernel/transparency/note/key.ts'

const judges = ['first', 'second', 'third'] as const

/** The operator's file of the court's keys; the demonstration draws a court of its own once, so that its orders can be tried (maru court sign). */
export function openCourt(config: Pick<Config, 'data' | 'courtFile'>): Court {
  if (config.courtFile !== undefined) return readCourt(config.courtFile)
  const folder = join(config.data, 'court')
  const file = join(folder, 'court.keys')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const keys = judges.map((judge) => newSignerKey(`court.example/${judge}`, 1))
    judges.forEach((judge, at) => { writeFileSync(join(folder, `${judge}.key`), `${keys[at]!}\n`, { mode: 0o600 }) })
    // Last: a court without this file is drawn anew.
    writeFileSync(file, `threshold 2\n${keys.map((key) => `key ${writeVkey(readSignerKey(key))}\n`).join('')}`, { flush: true })
  }
  return readCourt(file)
}
