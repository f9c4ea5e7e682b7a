/** What the operator's settings mean to the platform. */
import type { LogLevel } from '../log/log.ts'
import { type MaruName, nameList } from './names.ts'
import { nearestName } from './nearest-name.ts'
import { parseValue } from './parse-value.ts'

export interface Config {
  port: number
  host: string
  /** absolute path */
  data: string
  databaseUrl?: string
  databaseOwnerUrl?: string
  /** absolute path of the country pack's folder */
  pack: string
  /** https origin; required in production */
  address?: string
  secretFile?: string
  signingKeyFile?: string
  keysFile?: string
  clientsFile?: string
  registersFile?: string
  requestersFile?: string
  channelsFile?: string
  bankFile?: string
  modelFile?: string
  speechProgram?: string
  nationalSignInFile?: string
  /** host names inside that messages to programs may reach */
  programHosts?: string[]
  witnessesFile?: string
  timestampsFile?: string
  trustedFile?: string
  courtFile?: string
  logLevel: LogLevel
  /** IP addresses and networks whose X-Forwarded-For is believed */
  trustProxy?: string[]
}

/** Everything that is wrong at once, a sentence each: nobody starts five times to find five mistakes. */
export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(faults.join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

const keys: Record<MaruName, keyof Config> = {
  MARU_PORT: 'port', MARU_HOST: 'host', MARU_DATA: 'data', MARU_DATABASE_URL: 'databaseUrl', MARU_DATABASE_OWNER_URL: 'databaseOwnerUrl',
  MARU_PACK: 'pack', MARU_ADDRESS: 'address', MARU_SECRET_FILE: 'secretFile', MARU_SIGNING_KEY_FILE: 'signingKeyFile',
  MARU_SPEECH_PROGRAM: 'speechProgram',
  MARU_KEYS_FILE: 'keysFile', MARU_CLIENTS_FILE: 'clientsFile', MARU_REGISTERS_FILE: 'registersFile', MARU_REQUESTERS_FILE: 'requestersFile', MARU_CHANNELS_FILE: 'channelsFile', MARU_BANK_FILE: 'bankFile', MARU_MODEL_FILE: 'modelFile', MARU_NATIONAL_SIGN_IN_FILE: 'nationalSignInFile', MARU_PROGRAM_HOSTS: 'programHosts', MARU_WITNESSES_FILE: 'witnessesFile', MARU_TIMESTAMPS_FILE: 'timestampsFile', MARU_TRUSTED_FILE: 'trustedFile', MARU_COURT_FILE: 'courtFile', MARU_LOG_LEVEL: 'logLevel', MARU_TRUST_PROXY: 'trustProxy',
}

/**
 * Reads and checks every MARU_ name at once.
 * @param from folder that relative paths count from
 * @param purpose production demands what the table marks
 * @throws ConfigError with one sentence for each mistake; an unknown MARU_ name is one
 */
export function readConfig(env: NodeJS.ProcessEnv, purpose: 'demonstration' | 'production' | 'command', from = process.cwd()): Config {
  const known = nameList.map(([name]) => name)
  const faults = Object.keys(env).filter((name) => name.startsWith('MARU_') && !known.includes(name as MaruName)).map((name) => {
    const meant = nearestName(name, known)
    return `${name} is not a setting of Maru.${meant ? ` Did you mean ${meant}?` : ''} See: npm run -s maru -- config --explain`
  })
  const values: Record<string, unknown> = {}
  for (const [name, rule] of nameList) {
    const text = env[name] || rule.default
    if (text === undefined) {
      if (purpose === 'production' && rule.production) faults.push(`${name} is missing. ${rule.meaning}.`)
      continue
    }
    const parsed = parseValue(rule.type, text, from)
    if ('fault' in parsed) faults.push(`${name} ${parsed.fault}.${rule.secret ? '' : ` It is now: ${text}`}`)
    else values[keys[name]] = parsed.value
  }
  if (values['databaseOwnerUrl'] && !values['databaseUrl']) faults.push('MARU_DATABASE_OWNER_URL stands without MARU_DATABASE_URL. Set both or neither.')
  if (faults.length > 0) throw new ConfigError(faults)
  return values as unknown as Config
}
