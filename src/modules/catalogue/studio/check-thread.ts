/** The thread of `check-elsewhere`. */
import { parentPort, workerData } from 'node:worker_threads'
import { checkPack } from '../../../../packages/pack-kit/check.ts'
import type { ToCheck } from './check-elsewhere.ts'

const { folder, overlay } = workerData as ToCheck
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(checkPack(folder, overlay))
