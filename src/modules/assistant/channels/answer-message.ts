/** A message from a channel: once, within limits, answered as on the page; what is a person's own only where they have connected. */
import { createHmac } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Language } from '../../../../packages/pack-kit/schema/manifest.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Answer } from '../contract.ts'
import type { Owner } from '../converse/owner.ts'
import type { ReadConversation } from '../converse/read-conversation.ts'
import type { Reply } from '../converse/reply.ts'
import type { AssistantTables, OwnKind } from '../tables.ts'
import type { Channel, Incoming, Saying } from './channel.ts'
import { accountPlace, type Links, type LinkRow, type Place } from './links.ts'
import { pinIn, tryPin, waitForPin } from './pin.ts'
import { sayAnswer } from './say-answer.ts'
import type { AccountOf } from './speaker-accounts.ts'

export interface Answering {
  db: RoomDatabase<AssistantTables>
  key: Buffer
  origin: string
  languages: readonly Language[]
  links: Links
  now(): Date
  wordingIn(language: string): Wording
  ask(owner: Owner, message: string, language: string): Promise<Reply>
  conversation(owner: Owner): Promise<ReadConversation | undefined>
  /** A person's own matters in words, read now and kept nowhere. @param asked which of them, where one was named */
  ownMatters(wording: Wording, person: string, kind: OwnKind, asked: AskedOwn): Promise<{ paragraphs: string[]; links: Saying['links'] }>
}

export type AskedOwn = Pick<Answer, 'due' | 'certificate'>

/** Messages a minute of one sender on one channel. */
const perMinute = 20

export function createAnswering(answering: Answering) {
  const { db, key, links, now, wordingIn } = answering
  const limit = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (channel: Channel, incoming: Incoming, accountOf: AccountOf): Promise<Saying> => {
    const { name, voice } = channel
    const account = incoming.token === undefined ? undefined : await accountOf(channel, incoming.token)
    const place: Place = account ? accountPlace(key, name, account.person) : { channel: name, sender: createHmac('sha256', key).update(`${name} ${incoming.sender}`).digest() }
    const { sender } = place
    // Whoever has been unlinked is answered as anybody is, danger first, and told so.
    const lost = incoming.token !== undefined && account === undefined
    await limit.consume(sender.toString('base64')).catch((cause: unknown) => { throw new Fault(kernelFaults.tooManyRequests, { retryAfter: cause instanceof RateLimiterRes ? Math.ceil(cause.msBeforeNext / 1000) : 60 }) })
    const link = account ? await links.ofAccount(name, account.person) : await links.of(place)
    const reader = languageOf(answering.languages, incoming.language)
    const { t, language } = wordingIn(reader)
    const simply = (...before: string[]): Saying => ({ language, before, paragraphs: [], links: [], choices: [], foot: t('assistant.channels.foot') })
    const pin = voice && link?.wanted ? pinIn(incoming.text) : undefined
    // A PIN is no message: it is neither understood nor kept.
    if (link && pin !== undefined) {
      const outcome = await tryPin(db, link, pin, now())
      if (outcome === 'ended') await account?.end()
      return outcome === 'right' ? ownSaying(reader, link.person, link.wanted!, await askedBefore({ browser: sender, person: link.person }, link.wanted!)) : simply(t(`assistant.channels.pin-${outcome}`))
    }
    const owner: Owner = { browser: sender, person: link?.person ?? null }
    const before = await answering.conversation(owner)
    const { turn, answer } = await answering.ask(owner, incoming.text, reader)
    // In a conversation that is somebody's, an official's words are the person's own.
    const heard = !voice || link === undefined || (link.heard_until !== null && link.heard_until > now())
    const written = humanSince(before)
    const said = heard || written.length === 0 ? written : [t('assistant.channels.answered')]
    if (answer === null) return simply(...said, t('assistant.channels.human'))
    const wording = wordingIn(answer.language)
    const saying = answer.kind === 'own-notices' || answer.kind === 'own-applications' || answer.kind === 'own-certificates' || answer.kind === 'own-due'
      ? await personal(channel, place, link, wording, answer.kind, answer)
      : answer.setting !== undefined && link === undefined ? await connectFirst(channel, place, wording) : sayAnswer(wording, answer, turn, answering.origin)
    // People are told that a machine answers, with its first word (AI Basic Act, article 31).
    const unlinked = lost && saying.linkAccount !== true && answer.urgent.length === 0 ? [wording.t('assistant.channels.link-lost')] : []
    return { ...saying, ...(lost ? { linkAccount: true } : {}), before: [...(before === undefined ? [wording.t('assistant.channels.machine')] : []), ...unlinked, ...said, ...saying.before] }
  }

  async function personal(channel: Channel, place: Place, link: LinkRow | undefined, wording: Wording, kind: OwnKind, asked: AskedOwn): Promise<Saying> {
    const { t, language } = wording
    const saying = { language, paragraphs: [], choices: [], foot: t('assistant.channels.foot') }
    if (link === undefined) return connectFirst(channel, place, wording)
    if (!channel.voice || (link.heard_until !== null && link.heard_until > now())) return ownSaying(language.tag, link.person, kind, asked)
    if (link.pin === null) return { ...saying, before: [t('assistant.channels.choose-pin')], links: [{ title: t('assistant.channels.title'), href: `${answering.origin}/ask/channels` }] }
    await waitForPin(db, link, kind)
    return { ...saying, before: [t('assistant.channels.say-pin')], links: [] }
  }

  /** Whoever writes there is nobody until the code is entered in the portal. */
  async function connectFirst({ voice, client }: Channel, place: Place, { t, language }: Wording): Promise<Saying> {
    const code = await links.offer(place)
    return {
      language, paragraphs: [], choices: [], foot: t('assistant.channels.foot'), before: [t('assistant.channels.connect', { code: code.split('').join(voice ? ' ' : '') }), ...(client === undefined ? [] : [t('assistant.channels.link-app')])],
      linkAccount: client !== undefined,
      links: [{ title: t('assistant.channels.title'), href: `${answering.origin}/ask/channels` }],
    }
  }

  /** What was asked for before the PIN was: the conversation has it. */
  async function askedBefore(owner: Owner, kind: OwnKind): Promise<AskedOwn> {
    return (await answering.conversation(owner))?.turns.findLast(({ answer }) => answer?.kind === kind)?.answer ?? {}
  }

  async function ownSaying(tag: string, person: string, kind: OwnKind, asked: AskedOwn): Promise<Saying> {
    const wording = wordingIn(tag)
    return { language: wording.language, own: true, before: [], choices: [], foot: wording.t('assistant.channels.foot'), ...await answering.ownMatters(wording, person, kind, asked) }
  }
}

/** What an official has written since the person last spoke here. */
function humanSince(conversation: ReadConversation | undefined): string[] {
  const turns = conversation?.turns ?? []
  return turns.slice(turns.findLastIndex(({ author }) => author === 'person') + 1).filter(({ author }) => author === 'official').map(({ text, said_by }) => `${said_by}: ${text}`)
}

/** `ko-KR` or `ko` of a channel is the pack's `ko`; another is the pack's first. */
function languageOf(languages: readonly Language[], told: string | undefined): string {
  const base = told?.toLowerCase().split(/[-_]/)[0]
  return (languages.find(({ tag }) => tag === base) ?? languages[0]!).tag
}
