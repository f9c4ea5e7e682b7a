/** What is said below what the registers say, of examples that nothing was learnt from: whether it is taken as agreement, alone and before the answers that are asked with it. */
import { randomFrom } from './draw-conversations.ts'
import { openAlone } from './fill-alone.ts'
import { leaveOut } from './leave-out.ts'

const languages = ['ko', 'en', 'vi'] as const
type Language = typeof languages[number]

const child = { ko: '이름은 김서윤, 11월 12일에 태어났고 딸이에요', en: 'Her name is Mina Park, born on 12 November, a girl', vi: 'Tên bé là Nguyễn Minh Anh, sinh ngày 12 tháng 11, bé gái' }

/** As it stands, as many type it, without punctuation, and with one letter twice, left out, or changed with its neighbour. */
const waysOf = (language: Language, text: string, random: () => number) => [text, plainly(language, text), text.replaceAll(/[.,!?;:…]+/gu, ' ').trim(), mistyped(text, random)]

const plainly = (language: Language, text: string) => (language === 'ko' ? text.replaceAll(/(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/gu, '') : text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase().replaceAll(/[’']/gu, ''))

function mistyped(text: string, random: () => number): string {
  const letters = Array.from(text.normalize('NFC'))
  const at = Math.floor(random() * letters.length)
  const [kind, own] = [Math.floor(random() * 3), letters[at]!]
  if (kind === 0) letters.splice(at, 2, letters[at + 1] ?? '', own)
  else if (kind === 1 && letters.length > 2) letters.splice(at, 1)
  else letters.splice(at, 0, own)
  return letters.join('')
}

/** @property taken of what is no agreement, what was taken as one. @property asked of what agrees, as it stands, how many are asked again. */
export interface Agreeing { of: number; taken: string[]; agreeing: number; asked: number }

export async function measureAgreeing(part: number): Promise<Record<Language, Agreeing>> {
  const { folder, left, end } = leaveOut(part)
  const alone = await openAlone(folder)
  const agrees = async (event: string, language: Language, said: string) => {
    const filling = alone.begin(event, language)
    await filling.say(said)
    return filling.draft().done.includes('known')
  }
  const found = {} as Record<Language, Agreeing>
  try {
    for (const language of languages) {
      const random = randomFrom(part)
      const own: Agreeing = found[language] = { of: 0, taken: [], agreeing: 0, asked: 0 }
      const none = [...left.no['known']![language]!, ...left.asides[language]!]
      for (const text of none) {
        // Without its no it may agree.
        const ways = waysOf(language, text, random).filter((one, at) => at < 3 || !left.yes['known']![language]!.includes(one))
        for (const said of [...ways, `${text}. ${child[language]}`]) {
          own.of += 1
          for (const event of ['birth', 'job-loss']) if (await agrees(event, language, said)) own.taken.push(`${event} ${said}`)
        }
      }
      for (const text of left.yes['known']![language]!) {
        own.agreeing += 1
        if (!await agrees('birth', language, text)) own.asked += 1
      }
    }
  } finally {
    await alone.close()
    end()
  }
  return found
}
