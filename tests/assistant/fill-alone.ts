/** The same conversations without a house: the assistant's replies and reading over a draft in memory, so that thousands can be held. What was read is not sent. */
import { isDeepStrictEqual } from 'node:util'
import { slotsOf, fillSlot, type Slot } from '../../src/modules/cases/apply/slots.ts'
import { tidyDraft } from '../../src/modules/cases/apply/asked-steps.ts'
import { emptyDraft, type Draft } from '../../src/modules/cases/apply/draft.ts'
import { subjectOf } from '../../src/modules/cases/apply/subject.ts'
import type { OwnApplication } from '../../src/modules/cases/index.ts'
import { emptyThread } from '../../src/modules/assistant/index.ts'
import { eventToStart } from '../../src/modules/assistant/answer/event-to-start.ts'
import { type AskedBack, fieldOfBack, type Taken, type Taking, takeAnswer } from '../../src/modules/assistant/fill/take-answer.ts'
import { wordsOf } from '../../src/modules/assistant/fill/words.ts'
import { optionWordsOf } from '../../src/modules/assistant/understand/choose-option.ts'
import { createWordings } from '../../src/web/wordings.ts'
import { eventOf } from './event-of.ts'
import type { Conversation } from './hold-conversations.ts'
import { openReplies } from './open-replies.ts'

const today = '2026-11-24'
const deceased = [['KR-DEMO-900002', '람누리', 'spouse', 'M'], ['KR-DEMO-900003', '찬노을', 'parent', 'F']].map(([personId, name, relation, sex]) => ({ personId: personId!, name: name!, relation: relation!, sex: sex! }))
const known: Draft['known'] = [{ register: 'family-relations', field: 'deceased', value: deceased, answeredAt: '2026-11-24T00:00:00Z' }]

export const factOf = (slot: AskedBack) => (slot.kind === 'question' ? slot.question.fact : slot.kind)
const indexOf = (slot: AskedBack) => (slot.kind === 'question' ? slot.index : 0)
export type ReadBack = { field: string; value: string }

export async function openAlone(folder = 'packs/kr') {
  const replies = await openReplies({ folder })
  const { pack, assistant } = replies
  const wordingIn = createWordings(pack, () => undefined)
  const wordings = pack.languages.map(({ tag }) => wordingIn(tag))
  const words = wordsOf(wordings)
  const options = wordings.map(optionWordsOf)

  /** An application in memory. */
  function begin(event: string, language: string, from: Partial<Draft> = {}) {
    let draft: Draft = { ...emptyDraft, known, ...from }
    const application = () => ({ id: 'alone', event, draft }) as unknown as OwnApplication
    const slots = () => slotsOf({ pack, event, draft })
    const taking = (misses = 0): Taking => ({
      cases: {
        slots: (of) => slotsOf({ pack, event, draft: of.draft }),
        fill: async (_person, _id, slot: Slot, value: string) => {
          const filled = fillSlot({ pack, event, draft }, slot, value, today)
          if (!('draft' in filled)) return filled
          draft = tidyDraft(pack, event, filled.draft)
          return undefined
        },
      },
      reply: async (said) => (await assistant.reply(said, language, emptyThread)).answer,
      spellOut: (text) => assistant.spellOut(text), answersIn: (said) => assistant.answersIn(said, language),
      words, wordings, options, misses, language, today, person: 'alone', application: application(), again: async () => application(),
    })
    return {
      slots, draft: () => draft,
      say: (message: string, readBack?: ReadBack, misses = 0): Promise<Taken> => takeAnswer(taking(misses), message.normalize('NFC'), readBack),
      press: ({ field, value }: ReadBack): Promise<Taken> => takeAnswer(taking(), words.yes[0]!, { field, value }),
    }
  }

  /** What the button beneath the answer starts. @param meant who is asked which event they mean presses this one, where it is offered */
  async function startOf(wish: string, language: string, meant?: string): Promise<string | undefined> {
    const { answer, thread } = await assistant.reply(wish, language, emptyThread)
    const at = answer.options.findIndex(({ event }) => event !== undefined && event === meant)
    return eventToStart(pack, at < 0 ? answer : (await assistant.reply(String(at + 1), language, thread)).answer)?.id
  }

  /** @returns why it went wrong; undefined where it was right */
  async function hold({ turns: [wish, ...turns], language, children, answers, about }: Conversation, event = eventOf({ answers, children })): Promise<{ why: string | undefined; turns: number }> {
    const started = await startOf(wish!, language, event)
    if (started !== event) return { why: `wish: ${wish} -> ${started}`, turns: 1 }
    const filling = begin(event, language)
    let [presses, readBack, asked] = [0, undefined as ReadBack | undefined, '']
    const trail: string[] = []
    for (const message of turns) {
      asked = filling.slots().asked.map((slot) => (slot.kind === 'question' ? slot.question.fact : slot.kind)).join('+')
      const taken = await filling.say(message, readBack)
      trail.push(`[${asked}] ${message} => ${taken.kind}${taken.kind === 'read-back' ? ` ${factOf(taken.slot)}=${taken.value}` : ''}`)
      readBack = taken.kind === 'read-back' ? { field: fieldOfBack(taken.slot), value: taken.value } : undefined
      if (taken.kind === 'read-back' && isMeant(factOf(taken.slot), indexOf(taken.slot), taken.value)) {
        presses += 1
        await filling.press(readBack!)
        readBack = undefined
      }
    }
    const draft = filling.draft()
    const subject = subjectOf(pack, event, draft)?.['name']
    const right = filling.slots().asked.length === 0 && isDeepStrictEqual(draft.newborns, children) && isDeepStrictEqual(draft.answers, answers) && (about === undefined || subject === about)
    const complete = filling.slots().asked.length === 0
    return { why: right ? undefined : `${complete ? 'WRONG' : 'open'} ${JSON.stringify([draft.newborns, draft.answers, subject])}\n    ${trail.join('\n    ')}`, turns: turns.length + 1 + presses }

    function isMeant(fact: string, index: number, value: string): boolean {
      const attribute = { 'newborn.name': 'name', 'newborn.birth_date': 'birthDate', 'newborn.sex': 'sex' }[fact] as 'name' | 'birthDate' | 'sex' | undefined
      if (fact === 'known') return true
      return fact === 'more' ? value === 'no' : attribute === undefined ? answers[fact] === value : children[index]?.[attribute] === value
    }
  }

  return { begin, startOf, hold, pack, close: () => replies.close(), replies }
}
