/**
 * A second process of the platform beside the demonstration's, over its database, with its secrets, keys and registers: how an operator uses a
 * second core. First words: the data folder, the port, and whom the log's policy names.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { openKeys } from '../../src/app/cli/open-keys.ts'
import { startServer } from '../../src/app/server.ts'
import type { BankSettings } from '../../src/kernel/config/read-bank.ts'
import { readConfig } from '../../src/kernel/config/read-config.ts'
import type { RegisterAddress } from '../../src/kernel/config/read-registers.ts'
import { readSecrets } from '../../src/kernel/config/read-secrets.ts'
import { deriveKey } from '../../src/kernel/crypto/tokens.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { appRole } from '../../src/kernel/postgres/cluster.ts'
import { connect } from '../../src/kernel/postgres/open-postgres.ts'
import { locateCluster } from '../../src/kernel/postgres/place-cluster.ts'
import { readPolicy } from '../../src/kernel/transparency/note/policy.ts'

const [data, port, policy] = process.argv.slice(2) as [string, string, string]
const config = readConfig({ MARU_DATA: data, MARU_PORT: port }, 'demonstration')
const secrets = await readSecrets(config, 'demonstration')
const { registers, bank } = JSON.parse(readFileSync(join(data, 'registers/registers.json'), 'utf8')) as { registers: Record<string, RegisterAddress>; bank: BankSettings }
const server = await startServer({
  config, secrets, registers, bank, keys: await openKeys(config, loadPack(config.pack)), database: connect(locateCluster(data, () => undefined).cluster, appRole),
  witnesses: readPolicy(policy), channels: {}, log: createLog({ level: 'warn', key: deriveKey(secrets.secret, 'log') }), demonstration: true,
})
process.send?.({ ready: true })
process.once('disconnect', () => void server.close().then(() => process.exit()))
