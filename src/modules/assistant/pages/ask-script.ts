/** The one script file of the page of questions; everything on it works without. It goes out without comments and indents: 2 KB are what it may weigh. */
import { createHash } from 'node:crypto'
import { streamSource } from '../stream/stream-script.ts'
import { voiceSource } from '../voice/voice-script.ts'

const source = [voiceSource, streamSource].map((part) => `{\n${part}}\n`).join('').replaceAll(/^\s*\/\/.*\n|^\s+/gm, '')

export const askScript = { path: `/assets/ask-${createHash('sha256').update(source).digest('hex').slice(0, 12)}.js`, source }
