/**
 * Answers read aloud by `espeak-ng` (GPL-3), where the operator has named its program: a process of its own for each answer, without a shell, the
 * text by its standard input, WAV from its standard output; a few at once, each for a few seconds, then killed. Nothing of it is kept or logged.
 */
import { spawn } from 'node:child_process'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Log } from '../../../kernel/log/log.ts'

export interface VoiceReport {
  program: string
  state: 'works' | 'missing'
  made: number
  failed: number
}

export interface ServerVoice {
  /** Whether answers in this language can be heard. */
  speaks(language: string): boolean
  /** @param language tag @returns WAV. @throws unavailable while too many are being read, or where it cannot be read */
  read(text: string, language: string): Promise<Buffer>
  report(): VoiceReport
}

export interface VoiceLimits { atOnce: number; waiting: number; milliseconds: number; letters: number; bytes: number }

/** A minute and a half of speech is 4 MB and takes a tenth of a second to make. */
const usual: VoiceLimits = { atOnce: 2, waiting: 8, milliseconds: 5_000, letters: 1_500, bytes: 12_000_000 }
const voices: Record<string, string> = { ko: 'ko', en: 'en-gb', vi: 'vi', fr: 'fr-fr', ar: 'ar' }
/** Words a minute: calmer than its own 175. */
const pace = '150'
const voiceOf = (language: string): string | undefined => voices[language.split('-')[0]!]

export async function openServerVoice(program: string, log: Pick<Log, 'warn'>, limits: Partial<VoiceLimits> = {}): Promise<ServerVoice> {
  const { atOnce, waiting, milliseconds, letters, bytes } = { ...usual, ...limits }
  const report: VoiceReport = { program, state: 'works', made: 0, failed: 0 }
  const queue: (() => void)[] = []
  let busy = 0

  const enter = async () => {
    if (busy < atOnce) { busy += 1; return }
    if (queue.length >= waiting) throw new Fault(kernelFaults.unavailable, { retryAfter: 5 })
    // Whoever leaves hands over their place.
    await new Promise<void>((come) => { queue.push(come) })
  }
  const leave = () => { const next = queue.shift(); if (next) next(); else busy -= 1 }

  const voice: ServerVoice = {
    speaks: (language) => report.state === 'works' && voiceOf(language) !== undefined,
    async read(text, language) {
      const name = voiceOf(language)
      if (name === undefined) throw new Fault(kernelFaults.notFound)
      await enter()
      try {
        const wav = withLength(await run(program, ['-v', name, '-s', pace, '--stdin', '--stdout'], plain(text).slice(0, letters), milliseconds, bytes))
        report.made += 1
        report.state = 'works'
        return wav
      } catch (cause) {
        report.failed += 1
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT' || (cause as NodeJS.ErrnoException).code === 'EACCES') report.state = 'missing'
        log.warn({ reason: (cause as Error).message }, 'assistant: an answer could not be read aloud')
        throw new Fault(kernelFaults.unavailable, { retryAfter: 30 })
      } finally {
        leave()
      }
    },
    report: () => ({ ...report }),
  }
  // Whether it is there is seen at the start; what was not there is tried no more until the next.
  await voice.read('1', 'en').catch(() => undefined)
  Object.assign(report, { made: 0, failed: 0 })
  return voice
}

/** Brackets that the program would take for phonemes, and signs that are not spoken. */
const plain = (text: string) => text.replaceAll('[[', '[ [').replaceAll(/\p{Cc}/gu, ' ')

function run(program: string, words: string[], text: string, milliseconds: number, bytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const child = spawn(program, words, { shell: false, cwd: '/', env: { LANG: 'C.UTF-8' }, stdio: ['pipe', 'pipe', 'ignore'], timeout: milliseconds, killSignal: 'SIGKILL' })
  const pieces: Buffer[] = []
  let size = 0
  child.on('error', reject)
  child.stdout.on('data', (piece: Buffer) => {
    size += piece.length
    pieces.push(piece)
    if (size > bytes) child.kill('SIGKILL')
  })
  // A program that ends early closes its input: its code says why.
  child.stdin.on('error', () => undefined)
  child.on('close', (code, signal) => {
    if (code === 0 && size > 44) resolve(Buffer.concat(pieces))
    else reject(new Error(signal === null ? `ended with ${code}` : `killed: ${size > bytes ? 'too much sound' : 'too slow'}`))
  })
  child.stdin.end(text)
  return promise
}

/** What goes to a pipe does not know how long it will be: both lengths of the RIFF header are set afterwards, so that players show the time. */
function withLength(wav: Buffer): Buffer {
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.writeUInt32LE(wav.length - 44, 40)
  return wav
}
