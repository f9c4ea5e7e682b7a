/** The Nu HTML checker of the W3C, over many documents in one run of Java. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Finding } from './finding.ts'

const run = promisify(execFile)
const jar = join(import.meta.dirname, '../../../node_modules/vnu-jar/build/dist/vnu.jar')

/** Reason to skip, or false. */
export const noJava = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'java'))) ? false : 'needs java'

interface Message { type: string; subType?: string; url: string; lastLine?: number; message: string; extract?: string }

/** @returns findings of each document, in the order given */
export async function checkWithNu(documents: readonly string[]): Promise<Finding[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'maru-nu-'))
  try {
    const names = documents.map((_, at) => `${String(at).padStart(5, '0')}.html`)
    for (const [at, html] of documents.entries()) writeFileSync(join(folder, names[at]!), html)
    const { messages } = JSON.parse(await validate(folder)) as { messages: Message[] }
    return names.map((name) => messages.filter(({ url, message }) => url.endsWith(name) && !message.startsWith(remark)).map(toFinding))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function validate(folder: string): Promise<string> {
  const { stdout } = await run('java', ['-Xss2m', '-Xmx700m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', '--skip-non-html', folder],
    { maxBuffer: 256 * 1024 * 1024, timeout: 240_000 })
  return stdout
}

/** Neither error nor warning: the renderer closes elements that have no end, and quotes every value, so that none swallows the stroke. */
const remark = 'Trailing slash on void elements has no effect'

/** Messages have no codes: what they quote is left out, so that the same fault on two pages is one rule. */
const toFinding = ({ type, subType, message, extract }: Message): Finding => ({
  checker: 'nu', rule: `${subType ?? type}: ${message.replaceAll(/“[^”]*”/g, '“…”')}`, where: (extract ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 160), text: message,
})
