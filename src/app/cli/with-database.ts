import type { Config } from '../../kernel/config/read-config.ts'
import { createLog } from '../../kernel/log/log.ts'
import { appRole, type Cluster, isMade, ownerRole } from '../../kernel/postgres/cluster.ts'
import { connect, openPostgres, type Postgres } from '../../kernel/postgres/open-postgres.ts'
import { locateCluster } from '../../kernel/postgres/place-cluster.ts'
import { findPostmaster } from '../../kernel/postgres/postmaster.ts'
import { useServer } from '../../kernel/postgres/use-server.ts'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { complain } from './command.ts'

export type Connections = Pick<Postgres, 'app' | 'owner' | 'appRole'>

/** Runs `work` on the configured database: beside a platform at work, or with the database started for this alone. */
export async function withDatabase<Result>(config: Config, name: string, work: (connections: Connections) => Promise<Result>): Promise<Result> {
  if (config.databaseUrl) return work(await useServer(config.databaseUrl, config.databaseOwnerUrl))
  const { cluster } = locateCluster(config.data, complain)
  if (findPostmaster(cluster)) return work(connectionsTo(cluster))
  if (!isMade(cluster)) complain(`${config.data} holds no database yet: making one.`)
  using _held = holdFolder(config.data, `maru ${name}`)
  const postgres = await openPostgres({ dataFolder: config.data, log: createLog({ level: 'error', key: Buffer.alloc(32) }) })
  try {
    return await work(postgres)
  } finally {
    await postgres.stop()
  }
}

const connectionsTo = (cluster: Cluster): Connections => ({ app: connect(cluster, appRole), owner: connect(cluster, ownerRole), appRole })
