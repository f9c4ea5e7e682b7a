/** A way in beside the portal. Each adapter passes the same contract suite (channels.test.ts). */
import type { IncomingHttpHeaders } from 'node:http'
import { shorten } from './shorten.ts'

export const channelNames = ['kakao', 'telegram', 'nugu', 'alexa', 'email', 'sms'] as const
export type ChannelName = (typeof channelNames)[number]

/** As it came: a signature is over bytes. */
export interface Webhook {
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface Incoming {
  /** The channel's own name for whoever writes: it proves nothing about a person, and only its mark is kept. */
  sender: string
  /** Of the message; the same id is the same message, sent again. Null where the channel never repeats itself. */
  id: string | null
  text: string
  /** Tag of a language, where the channel tells one. */
  language: string | undefined
  /** Access token of the person with whom the speaker's service has been linked. */
  token?: string
}

/** What is said, before it takes the form of a channel. */
export interface Saying {
  language: { html: string; dir: 'ltr' | 'rtl' }
  /** What must be said whole, before everything else: that a machine answers, what a human has written, what to do next. */
  before: string[]
  paragraphs: string[]
  links: { title: string; href: string }[]
  /** To choose from, in this order: "1" means the first. */
  choices: string[]
  /** Below a letter: who has answered. */
  foot: string
  /** Something of the person's own: written nowhere but where it was asked. */
  own?: boolean
  /** The speaker's app is to show how the account is linked. */
  linkAccount?: boolean
}

/** Nothing was asked: the channel's own matters, such as a check of health. */
export interface Ping { reply: unknown }

export interface Message {
  message: Incoming
  /** @returns the body of the answer to the webhook */
  answer(saying: Saying): unknown
  /** For a channel that does not wait: what it gets instead after so many milliseconds, and how the answer follows. */
  patience?: { milliseconds: number; meanwhile(): unknown; follow(saying: Saying): Promise<void> }
}

export interface Channel {
  readonly name: ChannelName
  /** Is heard by whoever stands beside it: two sentences at most, and nothing personal without a PIN. */
  readonly voice: boolean
  /** As which its service comes to the authorization server, where accounts are linked. */
  readonly client?: string | undefined
  /** @throws forged, unreadable */
  read(webhook: Webhook): Promise<Ping | Message>
}

/** Where an answer is read whole: its own address, or the place of what it tells. */
export const wholeAt = ({ links }: Saying): Saying['links'][number] | undefined => links.at(-1)

/** One text for channels that have no buttons; of what is too long, the addresses and choices stay. @param most characters */
export function asText({ before, paragraphs, links, choices, language }: Saying, most = Number.MAX_SAFE_INTEGER): string {
  const [said, below] = [[...before, ...paragraphs].join('\n'), [...choices.map((choice, at) => `${at + 1}. ${choice}`), ...links.map(({ title, href }) => `${title}: ${href}`)].join('\n')]
  const room = most - below.length - 1
  return [shorten(said, Math.max(room, 0), language.html), below].filter((part) => part !== '').join('\n')
}
