/**
 * A mounted model in a process of its own: begun with the first question to it, begun anew when it has ended. It reads its folder and
 * nothing that this process knows, may write nothing and begin nothing, and is given texts alone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelFolder } from '../../../../kernel/config/read-model.ts'
import type { ModelSaid, ModelTask } from './run-model.mts'

export interface FolderModel {
  /** @throws Error where it has ended, could not be begun, or took longer. @param patience milliseconds, once it is loaded */
  vectors(texts: readonly string[], patience: number): Promise<Float32Array[]>
  /** The higher, the nearer to the question; in the order of the texts. */
  scores(question: string, texts: readonly string[], patience: number): Promise<number[]>
}

interface Running { child: ChildProcess; ready: Promise<void>; waiting: Map<number, PromiseWithResolvers<ModelSaid>> }

/** Milliseconds in which a model of a few hundred megabytes is read from a slow disk. */
const loading = 120_000
const program = fileURLToPath(new URL('run-model.mts', import.meta.url))

export function openFolder({ folder, file }: Pick<ModelFolder, 'folder' | 'file'>): FolderModel {
  let running: Running | undefined
  let last = 0

  const begin = (): Running => {
    const child = fork(program, [JSON.stringify({ folder, file })], {
      serialization: 'advanced', cwd: '/', env: { LANG: 'C.UTF-8', ...(process.env['MALLOC_ARENA_MAX'] === undefined ? {} : { MALLOC_ARENA_MAX: process.env['MALLOC_ARENA_MAX'] }) }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // The runtime is machine code, which no such rule holds: whoever mounts it trusts it as they trust the platform. Its JavaScript is held.
      execArgv: ['--permission', '--allow-addons', ...new Set([folder, join(folder, 'node_modules'), program].flatMap((path) => [path, realpathSync(path)]).map((path) => `--allow-fs-read=${path}`))],
    })
    const ready = Promise.withResolvers<void>()
    const own: Running = { child, ready: ready.promise, waiting: new Map() }
    const end = (reason: string) => {
      if (running === own) running = undefined
      ready.reject(new Error(reason))
      for (const { reject } of own.waiting.values()) reject(new Error(reason))
      own.waiting.clear()
    }
    own.ready.catch(() => undefined)
    child.on('message', (said: ModelSaid) => {
      if ('ready' in said) ready.resolve()
      else own.waiting.get(said.id)?.resolve(said)
    })
    child.on('error', (cause) => { end(cause.message) })
    child.on('exit', (code, signal) => { end(`the process of the model ended (${signal ?? code})`) })
    // Whoever has nothing else to do may end; the model ends with its parent.
    child.unref()
    child.channel?.unref()
    return own
  }

  const ask = async (task: Omit<ModelTask, 'id'>, patience: number): Promise<ModelSaid> => {
    const own = (running ??= begin())
    await within(own.ready, loading, 'the model is still being loaded')
    const id = (last += 1)
    const answer = Promise.withResolvers<ModelSaid>()
    own.waiting.set(id, answer)
    own.child.send({ id, ...task }, (cause) => { if (cause) answer.reject(cause) })
    try {
      const said = await within(answer.promise, patience, 'the model took too long')
      if ('fault' in said) throw new Error(said.fault)
      return said
    } finally {
      own.waiting.delete(id)
    }
  }

  return {
    async vectors(texts, patience) {
      const said = await ask({ texts }, patience)
      return 'vectors' in said ? said.vectors : []
    },
    async scores(question, texts, patience) {
      const said = await ask({ texts, question }, patience)
      return 'scores' in said ? said.scores : []
    },
  }
}

async function within<Result>(work: Promise<Result>, milliseconds: number, reason: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(reason)) }, milliseconds) })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
