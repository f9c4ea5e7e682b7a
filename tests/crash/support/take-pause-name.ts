/** Preloaded into the platform under test: takes the name of a pause point from the test, at any time while it works. */
import { pauseAt } from '../../../src/kernel/pause/pause.ts'

process.on('message', (message: { pauseAt: string }) => { pauseAt(message.pauseAt) })
process.channel?.unref()
