/** The demonstration on a data folder that is gone afterwards. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startPlatform } from '../../tests/crash/support/platform.ts'

/** @param settings of the platform, made for its data folder */
export async function openPlatform(node: string[] = [], settings: (data: string) => Record<string, string> = () => ({})) {
  const data = mkdtempSync(join(tmpdir(), 'maru-bench-'))
  chmodSync(data, 0o711)
  const platform = await startPlatform({ data, port: await freePort(), node, env: settings(data) })
  return {
    data, origin: platform.origin, pid: platform.pid,
    async close() {
      await platform.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
