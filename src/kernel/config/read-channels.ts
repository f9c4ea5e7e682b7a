/** The ways out beside the portal that the operator has opened, from one JSON file; secrets stand in files of their own. */
import { dirname, resolve } from 'node:path'
import { ConfigError } from './read-config.ts'
import { type ConversationSettings, readConversations } from './read-conversations.ts'
import { isSafeAddress, readJsonObject, readLine } from './read-json-file.ts'

export interface GatewayAddress { url: string; token: string }

export interface ChannelSettings {
  email?: { url: string; from: string; password?: string | undefined }
  push?: { subject: string; publicKey: string; privateKey: string; services: readonly string[] }
  sms?: GatewayAddress
  messenger?: GatewayAddress
  letter?: GatewayAddress
  /** Where people may ask. */
  conversations?: ConversationSettings
}

/** The push services of the browsers that people have; others come into the file as `services`. */
const pushServices = ['https://fcm.googleapis.com', 'https://*.push.services.mozilla.com', 'https://*.notify.windows.com', 'https://web.push.apple.com']

/** @throws ConfigError with a sentence for each channel that cannot be used */
export function readChannels(file: string): ChannelSettings {
  const faults: string[] = []
  const found: ChannelSettings = {}
  const secret = (at: string, name: unknown) => {
    const text = typeof name === 'string' ? readLine(resolve(dirname(file), name)) : ''
    if (text === '') faults.push(`${file}#/${at}: names no file with a secret in it.`)
    return text
  }
  for (const [name, entry] of Object.entries(readJsonObject('MARU_CHANNELS_FILE', file, 'channel to its settings; see docs/guides/operate.md'))) {
    const settings = (entry ?? {}) as Record<string, unknown>
    switch (name) {
      case 'email': {
        const { url, from, passwordFile } = settings
        if (typeof url !== 'string' || !/^smtps?:\/\/[^/]+\/?$/.test(url)) faults.push(`${file}#/email/url: give an address such as smtp://user@mail.example:587.`)
        else if (typeof from !== 'string' || !/@[^\s@>]+>?$/.test(from)) faults.push(`${file}#/email/from: give the sender, such as "Maru <no-reply@services.example>".`)
        else found.email = { url, from, ...(passwordFile === undefined ? {} : { password: secret('email/passwordFile', passwordFile) }) }
        break
      }
      case 'push': {
        const { subject, publicKey, privateKeyFile, services } = settings
        if (typeof subject !== 'string' || !/^(mailto:|https:)/.test(subject)) faults.push(`${file}#/push/subject: give mailto:… or https:…, so that a push service can reach you.`)
        else if (typeof publicKey !== 'string') faults.push(`${file}#/push/publicKey: give the public VAPID key (maru key new-push).`)
        else found.push = { subject, publicKey, privateKey: secret('push/privateKeyFile', privateKeyFile), services: [...pushServices, ...(Array.isArray(services) ? services as string[] : [])] }
        break
      }
      case 'sms': case 'messenger': case 'letter': {
        const { url, tokenFile } = settings
        if (typeof url !== 'string' || !isSafeAddress(url)) faults.push(`${file}#/${name}/url: give an https address (http only on this machine).`)
        else found[name] = { url, token: secret(`${name}/tokenFile`, tokenFile) }
        break
      }
      case 'conversations': {
        found.conversations = readConversations(entry, (at, file) => secret(`conversations/${at}`, file), (at, sentence) => { faults.push(`${file}#/conversations/${at}: ${sentence}`) })
        break
      }
      default: faults.push(`${file}#/${name}: is no channel. There are email, push, sms, messenger, letter, and conversations.`)
    }
  }
  for (const name of ['email', 'sms'] as const) {
    if (found.conversations?.[name] && !found[name]) faults.push(`${file}#/conversations/${name}: the answers need the channel ${name} itself.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

