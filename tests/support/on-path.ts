/** Programs of the machine that a test needs; without one it is skipped, and listed with the reason `needs <name>`. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const onPath = (program: string) => (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
