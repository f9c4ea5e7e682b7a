/** Writes the generated table of settings into docs/guides/operate.md; a test compares the two. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configGuide } from '../src/kernel/config/explain-config.ts'

const file = fileURLToPath(new URL('../docs/guides/operate.md', import.meta.url))
const guide = readFileSync(file, 'utf8')
writeFileSync(file, guide.replace(/(^TABLE$)|(^\| name \| default \|[\s\S]*?\n(?!\|))/m, (found) => `${configGuide()}${found === 'TABLE' ? '' : '\n'}`))
