import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../tests/crash/support/platform.ts'
import { offlinePath } from '../../src/modules/credentials/verify/offline/offline-paths.ts'

/** One more process of the platform, until the stack is left. */
export async function openBeside(opened: AsyncDisposableStack, { origin, data }: { origin: string; data: string }): Promise<{ pid: number; port: string }> {
  const port = String(await freePort())
  const child = fork(fileURLToPath(new URL('beside.ts', import.meta.url)), [data, port, await policyOf(origin)], { execArgv: ['--max-old-space-size=192', '--max-semi-space-size=12', '--import', './src/kernel/tsx-hook.ts'] })
  opened.defer(async () => {
    child.disconnect()
    await once(child, 'exit')
  })
  await Promise.race([once(child, 'message'), once(child, 'exit').then(() => { throw new Error('the second process did not start') })])
  return { pid: child.pid!, port }
}

/** Whom the log's witnesses are: the verifier that works without a network brings it along. */
async function policyOf(origin: string): Promise<string> {
  const text = async (path: string) => (await fetch(`${origin}${path}`)).text()
  const words = /[^"]*\/words-\w+\.json/.exec(await text(offlinePath))![0]
  return (JSON.parse(await text(words)) as { logPolicy: string }).logPolicy
}
