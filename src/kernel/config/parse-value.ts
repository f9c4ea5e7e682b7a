/** Text of the environment into a value, or a sentence that says what was expected. */
import { existsSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { LogLevel } from '../log/log.ts'
import type { ConfigName } from './names.ts'

export type Parsed = { value: string | number | string[] } | { fault: string }

const levels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'silent']

export function parseValue(type: ConfigName['type'], text: string, from: string): Parsed {
  switch (type) {
    case 'port': {
      const port = Number(text)
      return /^\d+$/.test(text) && port <= 65_535 ? { value: port } : { fault: 'is a whole number from 0 to 65535 (0: any free port)' }
    }
    case 'host':
      return /^[\w.:-]+$/.test(text) ? { value: text } : { fault: 'is a host name or an IP address' }
    // Whether it is there is the operator's to see while the platform runs: nobody waits for it.
    case 'program': case 'folder':
      return { value: resolve(from, text) }
    case 'file': {
      const path = resolve(from, text)
      return existsSync(path) && statSync(path).isFile() ? { value: path } : { fault: `names a file that is not there: ${path}` }
    }
    case 'url':
      return URL.canParse(text) ? { value: text } : { fault: 'is an address such as https://register.example' }
    case 'https-origin':
      return isHttpsOrigin(text) ? { value: new URL(text).origin } : { fault: 'is an https address without a path, such as https://services.example' }
    case 'postgres-url':
      return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? { value: text } : { fault: 'is an address such as postgres://maru_app@db.example/maru' }
    case 'level':
      return levels.includes(text as LogLevel) ? { value: text } : { fault: `is one of ${levels.join(', ')}` }
    case 'proxies': {
      const list = text.split(',').map((part) => part.trim())
      const isNetwork = (part: string) => isIP(part.split('/')[0] ?? '') !== 0 && /^[^/]+(\/\d{1,3})?$/.test(part)
      return list.every(isNetwork) ? { value: list } : { fault: 'is a list of IP addresses or networks, such as 127.0.0.1,10.0.0.0/8' }
    }
    case 'names': {
      const list = text.split(',').map((part) => part.trim().toLowerCase())
      return list.every((name) => /^[a-z0-9.-]+$/.test(name)) ? { value: list } : { fault: 'is a list of host names, such as cases.agency.example,10.0.0.7' }
    }
    default:
      return type satisfies never
  }
}

function isHttpsOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}
