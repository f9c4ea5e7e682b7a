import { explainConfig } from '../../kernel/config/explain-config.ts'
import { ConfigError, readConfig } from '../../kernel/config/read-config.ts'
import { complain, print } from './command.ts'

/** Shows the table even when a setting is wrong: that is when it is read. */
export async function explain(): Promise<number> {
  print(explainConfig(process.env))
  try {
    readConfig(process.env, 'command')
    return 0
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause
    complain(`\n${cause.message}`)
    return 1
  }
}
