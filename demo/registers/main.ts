/** The registers and the bank as a program: says where they are once all of them answer, and ends cleanly when told to. */
import { renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { giveBackWhenIdle } from '../../src/kernel/memory/give-back-when-idle.ts'
import { startRegisters } from './start-registers.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, pack: { type: 'string' } } })
if (!values.data || !values.pack) throw new Error('usage: main.ts --data <folder> --pack <folder>')
const data = resolve(values.data)
const registers = await startRegisters(data, resolve(values.pack))

const file = join(data, 'registers.json')
writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, registers: registers.addresses, bank: registers.bank }), { mode: 0o600 })
renameSync(`${file}.new`, file)

giveBackWhenIdle()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void registers.close())
