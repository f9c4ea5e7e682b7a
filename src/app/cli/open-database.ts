import type { Config } from '../../kernel/config/read-config.ts'
import type { Log } from '../../kernel/log/log.ts'
import { openPostgres, type Postgres } from '../../kernel/postgres/open-postgres.ts'
import { useServer } from '../../kernel/postgres/use-server.ts'

/** The database the settings name: the one brought along, unless MARU_DATABASE_URL says otherwise. */
export function openConfiguredDatabase(config: Config, log: Log, stop: AbortSignal): Promise<Postgres> {
  return config.databaseUrl ? useServer(config.databaseUrl, config.databaseOwnerUrl) : openPostgres({ dataFolder: config.data, log, signal: stop })
}

export const tellOrigin = ({ origin }: Postgres) => ({
  made: 'made and started', started: 'started', adopted: 'found running and adopted', yours: 'your server answers',
})[origin]
