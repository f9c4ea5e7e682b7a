/**
 * From words to a wish about one's own certificates: which there are, whether one is still good, or to have one in the wallet. Read by what is
 * named and never by likelihood: what is put into a wallet is read on a page of its own before anything is done.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../../web/wordings.ts'
import { findWord, listed, plain } from '../fill/plain-words.ts'

/** @property type id of the pack's credential, where one was named */
export interface CertificateWish { wants: 'own' | 'wallet'; type: string | null }

type List = 'own' | 'paper' | 'wallet' | 'look' | 'valid' | 'still' | 'put' | 'need'

export interface CertificateWords {
  lists: Partial<Record<List, string[]>>
  /** Longest first. */
  names: { name: string; type: string }[]
}

/** Of every language of the pack at once: people mix them. A mandate and an official's card are taken from pages of their own. */
export function certificateWordsOf(pack: Pack, wordings: readonly Wording[]): CertificateWords {
  const lists: CertificateWords['lists'] = {}
  for (const line of wordings.flatMap(({ t }) => t('assistant.certificate.words').split(';'))) {
    const [id = '', words = ''] = line.split(':')
    const list = id.trim() as List
    lists[list] = [...new Set([...lists[list] ?? [], ...listed(words)])]
  }
  const names = pack.credentials.filter(({ about }) => about === undefined).flatMap(({ id, name }) =>
    [...Object.values(name), ...Object.values(pack.assistant.certificates?.[id] ?? {}).flat()].map((one) => ({ name: one, type: id })))
  return { lists, names: names.sort((one, other) => other.name.length - one.name.length) }
}

/**
 * @param isDue the day of something that has to be renewed is asked: that is the register's, unless the wallet is spoken of
 * @returns undefined where nothing of the kind was said
 */
export function readCertificateWish({ lists, names }: CertificateWords, message: string, isDue = false): CertificateWish | undefined {
  const text = plain(message)
  const tokens = new Set(text.split(/[^\p{L}\p{N}']+/u))
  // A syllable of Korean begins many words: alone it counts only where it stands alone.
  const says = (list: List) => (lists[list] ?? []).some((word) => (word.length === 1 ? tokens.has(word) : findWord(word, text) !== undefined))
  const type = names.find(({ name }) => findWord(name, text) !== undefined)?.type ?? null
  const named = type !== null || says('paper')
  if (named && says('wallet') && says('put')) return { wants: 'wallet', type }
  if (says('need') || (isDue && !says('wallet'))) return undefined
  const own = says('own')
  if (own && (named || says('wallet')) && (says('look') || says('valid'))) return { wants: 'own', type }
  return type !== null && says('still') && says('valid') ? { wants: 'own', type } : undefined
}
