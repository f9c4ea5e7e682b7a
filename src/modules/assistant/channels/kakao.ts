/**
 * KakaoTalk, as a skill of a channel's bot (i.kakao.com, skill payload 2.0). A skill has five seconds; whoever needs longer
 * says so at once and answers the callback, once, within a minute. The bot sends the operator's key in a header.
 */
import { Fault } from '../../../kernel/faults/faults.ts'
import { assistantFaults } from '../contract.ts'
import { at, demandKey, readObject, textAt } from './read-webhook.ts'
import { type Channel, type Saying, wholeAt } from './channel.ts'
import { shorten } from './shorten.ts'

export interface KakaoSettings {
  key: string
  /** Origins to which a late answer may go. */
  callbacks?: readonly string[]
  /** Milliseconds before the callback is used. */
  patience?: number
}

/** Of a simple text; of the outputs of one answer; of a card's buttons; of quick replies. */
const limits = { text: 1_000, outputs: 3, buttons: 3, replies: 10, label: 14 }

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

function skillResponse(saying: Saying) {
  const { before, paragraphs, links, choices, language } = saying
  const room = limits.outputs - (links.length === 0 ? 0 : 1)
  const { pieces, cut } = inPieces([...before, ...paragraphs], room, language.html)
  const texts = pieces.map((text) => ({ simpleText: { text } }))
  // What did not fit is read where the answer stands whole.
  const shown = cut ? [...new Set([...links.slice(0, limits.buttons - 1), wholeAt(saying)])].filter((link) => link !== undefined) : links.slice(0, limits.buttons)
  const card = links.length === 0 ? [] : [{ textCard: { title: links[0]!.title.slice(0, 50), buttons: shown.map(({ title, href }) => ({ action: 'webLink', label: title.slice(0, limits.label), webLinkUrl: href })) } }]
  return {
    version: '2.0',
    template: {
      outputs: [...texts, ...card],
      ...(choices.length === 0 ? {} : { quickReplies: choices.slice(0, limits.replies).map((label, index) => ({ action: 'message', label: label.slice(0, limits.label), messageText: String(index + 1) })) }),
    },
  }
}

/** Whole paragraphs while they fit, in as many texts as there is room for; what is too long ends with a sentence. */
function inPieces(paragraphs: readonly string[], most: number, language: string): { pieces: string[]; cut: boolean } {
  const pieces: string[] = []
  for (const paragraph of paragraphs) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + paragraph.length + 2 <= limits.text) pieces[pieces.length - 1] = `${last}\n\n${paragraph}`
    else if (pieces.length === most) return { pieces: [...pieces.slice(0, -1), last!.endsWith('…') ? last! : shorten(`${last!}\n\n${paragraph}`, limits.text, language)], cut: true }
    else pieces.push(shorten(paragraph, limits.text, language))
  }
  return { pieces, cut: pieces.some((piece) => piece.endsWith('…')) }
}
