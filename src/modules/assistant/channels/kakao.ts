/**
 * KakaoTalk, as a skill of a channel's bot (i.kakao.com, skill payload 2.0). A skill has five seconds; whoever needs longer
 * says so at once and answers the callback, once, within a minute. The bot sends the operator's key in a header.
 */
import { Fault } from '../../../kernel/faults/faults.ts'
import { assistantFaults } from '../contract.ts'
import { at, demandKey, readObject, textAt } from './read-webhook.ts'
import type { Channel, Saying } from './channel.ts'

export interface KakaoSettings {
  key: string
  /** Origins to which a late answer may go. */
  callbacks?: readonly string[]
  /** Milliseconds before the callback is used. */
  patience?: number
}

/** Of a simple text; of the outputs of one answer; of quick replies. */
const limits = { text: 1_000, outputs: 3, replies: 10, label: 14 }

export function kakaoChannel({ key, callbacks = ['https://bot-api.kakao.com'], patience = 3_500 }: KakaoSettings): Channel {
  return {
    name: 'kakao', voice: false,
    async read(webhook) {
      demandKey(webhook, 'x-maru-key', key)
      const body = readObject(webhook)
      const callback = at(body, 'userRequest', 'callbackUrl')
      const late = typeof callback === 'string' && callback !== '' ? demandKnown(callback, callbacks) : undefined
      const language = at(body, 'userRequest', 'lang')
      return {
        message: { sender: textAt(body, 'userRequest', 'user', 'id'), id: null, text: textAt(body, 'userRequest', 'utterance'), language: typeof language === 'string' ? language : undefined },
        answer: skillResponse,
        ...(late === undefined ? {} : { patience: { milliseconds: patience, meanwhile: () => ({ version: '2.0', useCallback: true }), follow: (saying: Saying) => follow(late, saying) } }),
      }
    },
  }
}

function demandKnown(callback: string, origins: readonly string[]): URL {
  const address = URL.parse(callback)
  if (address === null || !origins.includes(address.origin)) throw new Fault(assistantFaults.unreadable, { pointer: '/userRequest/callbackUrl' })
  return address
}

async function follow(address: URL, saying: Saying) {
  const response = await fetch(address, {
    method: 'POST', redirect: 'error', signal: AbortSignal.timeout(10_000), headers: { 'content-type': 'application/json' }, body: JSON.stringify(skillResponse(saying)),
  })
  if (!response.ok) throw new Error(`the callback answered ${response.status}`)
}

function skillResponse({ before, paragraphs, links, choices }: Saying) {
  const texts = inPieces([...before, ...paragraphs], limits.text).map((text) => ({ simpleText: { text } }))
  const card = links.length === 0 ? [] : [{ textCard: { title: links[0]!.title.slice(0, 50), buttons: links.slice(0, 3).map(({ title, href }) => ({ action: 'webLink', label: title.slice(0, limits.label), webLinkUrl: href })) } }]
  return {
    version: '2.0',
    template: {
      outputs: [...texts.slice(0, limits.outputs - card.length), ...card],
      ...(choices.length === 0 ? {} : { quickReplies: choices.slice(0, limits.replies).map((label, index) => ({ action: 'message', label: label.slice(0, limits.label), messageText: String(index + 1) })) }),
    },
  }
}

/** Whole paragraphs while they fit; a longer one is cut where a word ends. */
function inPieces(paragraphs: readonly string[], most: number): string[] {
  const pieces: string[] = []
  for (const paragraph of paragraphs) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + paragraph.length + 2 <= most) pieces[pieces.length - 1] = `${last}\n\n${paragraph}`
    else pieces.push(paragraph.length <= most ? paragraph : `${paragraph.slice(0, paragraph.lastIndexOf(' ', most - 1))}…`)
  }
  return pieces
}
