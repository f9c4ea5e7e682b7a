/**
 * A bot's webhook in the form of the Telegram Bot API: a secret in a header, an update with its number, and the answer as a
 * method call in the reply. Updates that are no text of a person are taken note of and left alone.
 */
import { asText, type Channel, type Saying } from './channel.ts'
import { at, demandKey, readObject } from './read-webhook.ts'

/** Characters of a message. */
const longest = 4_096

export function telegramChannel({ key }: { key: string }): Channel {
  return {
    name: 'telegram', voice: false,
    async read(webhook) {
      demandKey(webhook, 'x-telegram-bot-api-secret-token', key)
      const update = readObject(webhook)
      const [number, chat, from, text] = [at(update, 'update_id'), at(update, 'message', 'chat', 'id'), at(update, 'message', 'from', 'id'), at(update, 'message', 'text')]
      // In a group others would read along.
      if (typeof number !== 'number' || typeof text !== 'string' || typeof from !== 'number' || chat !== from) return { reply: {} }
      const language = at(update, 'message', 'from', 'language_code')
      return {
        message: { sender: String(from), id: String(number), text, language: typeof language === 'string' ? language : undefined },
        answer: (saying) => sendMessage(chat, saying),
      }
    },
  }
}

const sendMessage = (chat: unknown, saying: Saying) => ({
  method: 'sendMessage', chat_id: chat, text: asText({ ...saying, choices: [] }, longest), link_preview_options: { is_disabled: true },
  reply_markup: saying.choices.length === 0
    ? { remove_keyboard: true }
    : { keyboard: saying.choices.map((choice, index) => [{ text: `${index + 1}. ${choice}` }]), one_time_keyboard: true, resize_keyboard: true },
})
