/**
 * From words to changes of how somebody is told: "no more text messages", "문자 말고 이메일로", "đừng gửi ban đêm". Read by what is named and
 * never by likelihood: the person reads the exact effect on a page of its own before anything is done.
 */
import { type ChannelName, channelNames, kinds, type SettingChange } from '../../notices/index.ts'
import { findWord, plain } from '../fill/plain-words.ts'
import { readHours } from './read-hours.ts'
import type { SettingWord, SettingWords } from './setting-words.ts'

/** Where whoever sleeps at night has named no hours. */
const night = { from: '21:00', until: '08:00' }
/** Words of a message that may be about something else before it is taken for a wish about notices. */
const most = { stop: 2, wish: 0, all: 1 }

const stopping = ['stop', 'unsend', 'hush']

interface Mark extends SettingWord { at: number }
const hangul = /\p{Script=Hangul}/u

/**
 * @param telling how many words of a text say what it is about
 * @returns undefined where nothing of the kind was said; empty where notices are meant and nothing that can be set so
 */
export function readSetting(words: SettingWords, message: string, telling: (rest: string) => number): SettingChange[] | undefined {
  const { marks, rest } = findMarks(words, message)
  const idsOf = (list: SettingWord['list']) => [...new Set(marks.filter((mark) => mark.list === list).map(({ id }) => id))]
  const [acts, about, when] = [idsOf('act'), idsOf('about'), idsOf('when')]
  const channels = about.filter((id): id is ChannelName => (channelNames as readonly string[]).includes(id))
  const stops = stopping.some((id) => acts.includes(id))
  // "Don't send me anything" means messages; "I don't want anything" does not.
  const named = about.includes('notice') || acts.includes('hush') || (acts.includes('unsend') && (about.includes('all') || when.includes('quiet')))
  const again = acts.includes('again')
  // "I did not get your message" wishes nothing.
  if (acts.includes('not') || (!named && channels.length === 0)) return undefined
  const left = telling(rest)

  const timed = whenChanged(words, message, { when, stops, wishes: acts.includes('want'), left })
  const [language] = idsOf('languages')
  if (language !== undefined && !stops) timed.push({ set: 'language', language })
  if (timed.length > 0) return timed

  const meant = kinds.filter((kind) => idsOf('kinds').some((ids) => ids.split(' ').includes(kind)))
  if (meant.length > 0 && named && (stops || again)) return [{ set: stops ? 'kinds-off' : 'kinds-on', kinds: meant }]
  const byChannel = channelChanged(marks, channels, { stops, wishes: acts.includes('want') || acts.includes('after') || acts.includes('before'), named, left, isKorean: hangul.test(message) })
  if (byChannel.length > 0) return byChannel
  if (!named || !(stops || again)) return undefined
  return about.includes('all') || left <= most.all ? [{ set: stops ? 'kinds-off' : 'kinds-on', kinds: [...kinds] }] : stops ? [] : undefined
}

function findMarks({ words }: SettingWords, message: string): { marks: Mark[]; rest: string } {
  let text = plain(message)
  const marks: Mark[] = []
  for (const word of words) {
    for (let found = findWord(word.word, text); found !== undefined; found = findWord(word.word, text)) {
      // `stop+sms`: "don't text me" says both.
      const [id = '', about] = word.id.split('+')
      marks.push({ ...word, id, at: found.from }, ...(about === undefined ? [] : [{ ...word, list: 'about' as const, id: about, at: found.from + 1 }]))
      text = text.slice(0, found.from) + ' '.repeat(found.to - found.from) + text.slice(found.to)
    }
  }
  return { marks, rest: text }
}

function whenChanged(words: SettingWords, message: string, { when, stops, wishes, left }: { when: string[]; stops: boolean; wishes: boolean; left: number }): SettingChange[] {
  const changes: SettingChange[] = []
  if (when.includes('daily')) changes.push({ set: 'frequency', frequency: 'daily' })
  else if (when.includes('at-once') && wishes && left <= most.stop) changes.push({ set: 'frequency', frequency: 'at-once' })
  const hours = stops || when.includes('quiet') ? readHours(words, message) : undefined
  if (hours !== undefined) changes.push({ set: 'quiet', ...hours })
  else if ((when.includes('quiet') && stops) || when.includes('not-at-night')) changes.push({ set: 'quiet', ...night })
  else if (when.includes('any-hour')) changes.push({ set: 'any-hour' })
  return changes
}

function channelChanged(marks: readonly Mark[], channels: readonly ChannelName[], { stops, wishes, named, left, isKorean }: { stops: boolean; wishes: boolean; named: boolean; left: number; isKorean: boolean }): SettingChange[] {
  const [first, second] = channels
  if (first === undefined) return []
  if (second === undefined) {
    const unwanted = stops || marks.some(({ id }) => id === 'after' || id === 'before')
    if (unwanted) return left <= most.stop ? [{ set: 'channel-off', channel: first }] : []
    return wishes && left <= (named ? most.stop : most.wish) ? [{ set: 'channel-first', channel: first }] : []
  }
  if (channels.length > 2 || left > most.stop) return []
  const pivot = marks.find(({ id }) => id === 'after' || id === 'before') ?? marks.find(({ id }) => stopping.includes(id))
  if (pivot === undefined) return []
  // What is not wanted stands behind "instead of" and "don't send", and before 말고 and 보내지 마세요.
  const follows = pivot.id === 'after' || (pivot.id !== 'before' && !isKorean)
  const placed = marks.filter(({ list, id }) => list === 'about' && (channels as readonly string[]).includes(id)).sort((one, other) => one.at - other.at)
  const unwanted = (follows ? placed.find(({ at }) => at > pivot.at) : placed.findLast(({ at }) => at < pivot.at))?.id
  const wanted = channels.find((channel) => channel !== unwanted)
  if (unwanted === undefined || wanted === undefined) return []
  // "By mail and not by text" is met by the order in which they are tried; "no more texts" is more.
  return [...(stops ? [{ set: 'channel-off' as const, channel: unwanted as ChannelName }] : []), { set: 'channel-first', channel: wanted }]
}
