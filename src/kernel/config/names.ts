/** Every name the platform reads from its environment, in one place. What a value means to the code stands in read-config.ts. */

export interface ConfigName {
  meaning: string
  type: 'port' | 'host' | 'folder' | 'program' | 'file' | 'url' | 'https-origin' | 'level' | 'proxies' | 'names' | 'postgres-url'
  /** shown where nothing is set; absent when the name has no value of its own */
  default?: string
  /** the value itself is confidential: never printed */
  secret?: boolean
  /** `serve` does not start without it */
  production?: boolean
}

export const names = {
  MARU_PORT: { type: 'port', default: '8000', meaning: 'Port the platform listens on' },
  MARU_HOST: { type: 'host', default: '127.0.0.1', meaning: 'Address it listens on. Stay on this machine and let a TLS proxy face the network' },
  MARU_DATA: { type: 'folder', default: '.maru', meaning: 'Data folder: database, secrets of the demonstration, demonstration registers' },
  MARU_DATABASE_URL: {
    type: 'postgres-url', secret: true,
    meaning: 'A PostgreSQL server (15 or newer) of yours instead of the one the platform brings along: the login it works with',
  },
  MARU_DATABASE_OWNER_URL: {
    type: 'postgres-url', secret: true,
    meaning: 'The login that owns that database and may create roles, for migrations alone. Left out: MARU_DATABASE_URL does both',
  },
  MARU_PACK: { type: 'folder', default: 'packs/kr', meaning: 'Country pack' },
  MARU_ADDRESS: { type: 'https-origin', production: true, meaning: 'Public address, such as https://services.example: in links, passkeys and the check of where a form comes from' },
  MARU_SECRET_FILE: { type: 'file', production: true, meaning: 'File with at least 32 random bytes: sessions, CSRF tokens and marks are derived from it' },
  MARU_SIGNING_KEY_FILE: { type: 'file', production: true, meaning: 'File with a private JWK (EC, P-256) that signs certificates' },
  MARU_KEYS_FILE: { type: 'file', production: true, meaning: 'File with the keys that sign credentials, status lists and sign-ins (maru keys new). A rotation is seen without a restart' },
  MARU_CLIENTS_FILE: { type: 'file', meaning: 'JSON file: agencies’ applications that sign people in here, and wallets. Without it there is the portal’s own wallet alone' },
  MARU_REGISTERS_FILE: { type: 'file', meaning: 'JSON file: register id to {"url", "keysFile"} of its connector, or {"url", "tokenFile"}. Without it production knows nothing about anyone' },
  MARU_REQUESTERS_FILE: { type: 'file', meaning: 'JSON file: the list of files with the public keys of agencies that ask by programs of their own (public.json of maru connector init)' },
  MARU_CHANNELS_FILE: { type: 'file', meaning: 'JSON file: e-mail, push, SMS, messenger and letter gateways. Without it people are told in the portal alone' },
  MARU_BANK_FILE: { type: 'file', meaning: 'JSON file: {"url", "tokenFile", "accounts", "speaks"}, the bank and each agency’s account there. Without it what is owed is recorded, and nothing is paid' },
  MARU_MODEL_FILE: { type: 'file', meaning: 'JSON file: servers of a language model that may propose commands and wording, find by meaning, and put in order. Without it no model is asked' },
  MARU_SPEECH_PROGRAM: { type: 'program', meaning: 'espeak-ng, such as /usr/bin/espeak-ng: reads the assistant’s answers aloud. Without it a browser’s own voice does, where it has one' },
  MARU_NATIONAL_SIGN_IN_FILE: { type: 'file', meaning: 'JSON file: the country’s own sign-in (OpenID Connect), by which people come in who have no passkey yet. Without it an office lets them in' },
  MARU_PROGRAM_HOSTS: { type: 'names', meaning: 'Host names in the agencies’ own net, with commas between, to which their programs’ messages may go. Everything else must be on the open internet' },
  MARU_WITNESSES_FILE: { type: 'file', meaning: 'Witnesses over the transparency logs and how many are enough (C2SP tlog-policy). Without it nobody outside vouches for the access log' },
  MARU_TIMESTAMPS_FILE: { type: 'file', meaning: 'JSON file: time-stamp authority (RFC 3161) to {"url", "rootsFile"}, for the transparency logs. Without it no third party says when an entry was there' },
  MARU_TRUSTED_FILE: { type: 'file', meaning: 'Lists of foreign issuers whose credentials are accepted (maru trust add). A change is seen without a restart. Without it only what is issued here is believed' },
  MARU_COURT_FILE: { type: 'file', meaning: 'Public keys of the court whose orders keep a look of an inquiry sealed for longer, and how many of them are enough (maru court new). Without it every such look opens at its date' },
  MARU_LOG_LEVEL: { type: 'level', default: 'info', meaning: 'trace, debug, info, warn, error or silent' },
  MARU_TRUST_PROXY: { type: 'proxies', meaning: 'Addresses or networks of your proxies, with commas between: only from them is X-Forwarded-For believed' },
} as const satisfies Record<string, ConfigName>

export type MaruName = keyof typeof names

export const nameList = Object.entries(names) as [MaruName, ConfigName][]
