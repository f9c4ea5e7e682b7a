import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { countryOf } from '../../../packages/pack-kit/country-of.ts'
import { type Config, ConfigError } from '../../kernel/config/read-config.ts'
import { closedToOthers } from '../../kernel/config/read-secrets.ts'
import { drawKeys, drawMissing } from '../../kernel/keys/draw-keys.ts'
import { type KeyRing, keyRing } from '../../kernel/keys/key-ring.ts'
import { readKeys, watchKeys, writeKeys } from '../../kernel/keys/keys-file.ts'

/** The operator's keys; the demonstration draws its own once, for this machine's name. */
export async function openKeys(config: Pick<Config, 'data' | 'keysFile'>, pack: { id: string }): Promise<KeyRing> {
  const file = config.keysFile ?? join(config.data, 'secrets', 'keys.json')
  if (config.keysFile === undefined && !existsSync(file)) {
    mkdirSync(join(config.data, 'secrets'), { recursive: true, mode: 0o700 })
    writeKeys(file, await drawKeys({ host: 'localhost', country: countryOf(pack) }))
  }
  else if (config.keysFile === undefined) {
    const before = readKeys(file)
    const complete = await drawMissing(before, { host: 'localhost', country: countryOf(pack) })
    if (complete !== before) writeKeys(file, complete)
  }
  const faults = closedToOthers('MARU_KEYS_FILE', file)
  if (faults.length > 0) throw new ConfigError(faults)
  return keyRing(watchKeys(file))
}
