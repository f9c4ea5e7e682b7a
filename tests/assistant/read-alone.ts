/** How much of what residents say is read when it is said alone, as an answer to its question: by kind of utterance. */
import type { Draft } from '../../src/modules/cases/apply/draft.ts'
import { type Language, readLists } from './written-words/read-written.ts'
import { factOf, type openAlone } from './fill-alone.ts'

type Alone = Awaited<ReturnType<typeof openAlone>>
/** `asked`: read back rightly. `silent`: nothing is kept, and it is asked again. `wrong`: kept as something else. */
export type Outcome = 'right' | 'asked' | 'silent' | 'wrong'
/** @property ago days before today of the day that it tells. @property values what stands in its placeholders */
export interface Utterance { kind: string; said: string; values?: Record<string, string>; ago?: number }

const said = {
  ko: { name: ['김서윤', '달미르'], day: '11월 12일', sex: '딸', account: '마루은행 110-701-000022' },
  en: { name: ['Mina Park', 'Dal Sol'], day: '12 November', sex: 'a girl', account: 'Maru Bank 110-701-000022' },
  vi: { name: ['Nguyễn Minh Anh', 'Lê Gia Bảo'], day: 'ngày 12 tháng 11', sex: 'bé gái', account: 'Maru Bank 110-701-000022' },
}
const address = '서울특별시 마루구 별빛로 12, 301호'

/** Of lists as others wrote them, each with something in its placeholders. */
export function utterancesOf(language: Language, lists = readLists(language)): Utterance[] {
  const { name: names, day, sex, account } = said[language]
  return Object.entries(lists).flatMap(([kind, of]) => of.map((one: string | { said: string; ago: number }, at): Utterance => {
    if (typeof one !== 'string') return { kind, said: one.said, ago: one.ago }
    const name = names[at % names.length]!
    const text = one.replaceAll('{name}', name).replaceAll('{day}', day).replaceAll('{sex}', sex).replaceAll('{address}', address).replaceAll('{account}', account)
    return { kind, said: text, ago: 12, values: { name, code: 'F', address, account } }
  }))
}

const child = { name: '달하늘', birthDate: '2026-11-20', sex: 'F' }
const dayBefore = (ago: number) => `2026-11-${String(24 - ago).padStart(2, '0')}`.replace('2026-11-00', '2026-10-31')
const facts: Record<string, string> = { gas: 'household.city_gas', heating: 'household.district_heating', housing: 'household.housing_benefit', hindered: 'household.breastfeeding_hindered', lease: 'move.lease', school: 'move.school' }
const homeBefore: Record<string, Record<string, string>> = {
  gas: {}, heating: { 'household.city_gas': 'yes' }, housing: { 'household.city_gas': 'yes', 'household.district_heating': 'no' },
  hindered: { 'household.city_gas': 'yes', 'household.district_heating': 'no', 'household.housing_benefit': 'no' },
}
const moved = { 'move.address': '서울특별시 마루구 가람로 7', 'move.date': '2026-11-20' }
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** @returns what came of it, and what was kept instead */
export async function readAlone(alone: Alone, language: string, { kind, said, values = {}, ago = 0 }: Utterance): Promise<{ outcome: Outcome; why: string }> {
  const [what, which = ''] = kind.split('.') as [string, string?]
  const at = (event: string, from: Partial<Draft>) => alone.begin(event, language, from)
  const run = async (filling: ReturnType<Alone['begin']>, right: (draft: Draft, taken: Awaited<ReturnType<typeof filling.say>>) => boolean, back?: [string, string]) => {
    const before = JSON.stringify(filling.draft())
    const taken = await filling.say(said)
    const why = `${taken.kind} ${taken.kind === 'read-back' ? `${factOf(taken.slot)}=${taken.value}` : taken.kind === 'aside' ? `${taken.answer.kind} ${taken.answer.trace.intent} ${taken.answer.trace.topic}` : taken.kind === 'mistake' ? JSON.stringify(taken.mistake) : ''} ${JSON.stringify([filling.draft().newborns, filling.draft().answers, filling.draft().subject, filling.draft().done])}`
    if (taken.kind === 'read-back') {
      const meant = back !== undefined && factOf(taken.slot) === back[0] && taken.value === back[1]
      return { outcome: (meant ? 'asked' : 'silent') as Outcome, why: `back ${why}` }
    }
    if (right(filling.draft(), taken)) return { outcome: 'right' as Outcome, why: '' }
    return { outcome: (JSON.stringify(filling.draft()) === before ? 'silent' : 'wrong') as Outcome, why }
  }
  const known = ['known']
  switch (what) {
    case 'wish': {
      const meant = { birth: 'birth', moving: 'moving', jobLoss: 'job-loss', husband: 'bereavement', mother: 'bereavement' }[which]
      const event = await alone.startOf(said, language)
      return { outcome: event === meant ? 'right' : event !== undefined ? 'wrong' : await alone.startOf(said, language, meant) === meant ? 'asked' : 'silent', why: String(event) }
    }
    case 'agree': return run(at('birth', {}), (draft) => same(draft.done, known) && draft.newborns.length === 0, ['known', 'yes'])
    case 'disagree': return run(at('birth', {}), (_draft, taken) => taken.kind === 'known-wrong')
    case 'gas': case 'heating': case 'housing': case 'hindered':
      return run(at('birth', { done: ['known', 'child'], newborns: [child], answers: homeBefore[what]! }), ({ answers }) => same(answers, { ...homeBefore[what], [facts[what]!]: which }), [facts[what]!, which])
    case 'lease': case 'school': {
      const before = what === 'lease' ? moved : { ...moved, 'move.lease': 'yes' }
      return run(at('moving', { done: known, answers: before }), ({ answers }) => same(answers, { ...before, [facts[what]!]: which }), [facts[what]!, which])
    }
    case 'only': return run(at('birth', { done: known, newborns: [child] }), ({ done, newborns, answers }) => done.includes('child') && newborns.length === 1 && same(newborns[0], child) && same(answers, {}), ['more', 'no'])
    case 'another': return run(at('birth', { done: known, newborns: [child] }), ({ done, newborns }) => !done.includes('child') && newborns.length === 2, ['more', 'yes'])
    case 'child': return run(at('birth', { done: known }), ({ newborns }) => same(newborns, [{ name: values['name'], birthDate: dayBefore(ago), sex: values['code'] }]))
    case 'name': return run(at('birth', { done: known }), ({ newborns }) => same(newborns, [{ name: values['name'], birthDate: '', sex: '' }]), ['newborn.name', values['name']!])
    case 'bornAnd': return run(at('birth', { done: known, newborns: [{ name: child.name, birthDate: '', sex: '' }] }), ({ newborns }) => same(newborns, [{ name: child.name, birthDate: dayBefore(ago), sex: values['code'] }]))
    case 'sex': return run(at('birth', { done: known, newborns: [{ ...child, sex: '' }] }), ({ newborns }) => same(newborns, [{ ...child, sex: which }]))
    case 'moved': return run(at('moving', { done: known, answers: { 'move.address': moved['move.address'] } }), ({ answers }) => same(answers, { ...moved, 'move.date': dayBefore(ago) }), ['move.date', dayBefore(ago)])
    case 'address': return run(at('moving', { done: known }), ({ answers }) => same(answers, { 'move.address': values['address'] }), ['move.address', values['address']!])
    case 'account': return run(at('job-loss', { done: known }), ({ answers }) => same(answers, { 'household.account': values['account'] }), ['household.account', values['account']!])
    case 'wrongName': return run(at('birth', { done: known, newborns: [child] }), ({ newborns, done, answers }) => same(newborns, [{ ...child, name: values['name'] }]) && same(done, known) && same(answers, {}), ['newborn.name', values['name']!])
    case 'wrongDay': return run(at('birth', { done: known, newborns: [child] }), ({ newborns, done, answers }) => same(newborns, [{ ...child, birthDate: dayBefore(ago) }]) && same(done, known) && same(answers, {}), ['newborn.birth_date', dayBefore(ago)])
    case 'wrongAccount': return run(at('job-loss', { done: ['known', 'money'], answers: { 'household.account': '마루은행 110-700-000011' } }), ({ answers }) => same(answers, { 'household.account': values['account'] }), ['household.account', values['account']!])
    case 'rather': return run(at('bereavement', { done: ['known', 'subject'], subject: which === 'husband' ? 'KR-DEMO-900003' : 'KR-DEMO-900002' }), ({ subject }) => subject === (which === 'husband' ? 'KR-DEMO-900002' : 'KR-DEMO-900003'))
    case 'aside': {
      const [event, from] = ({ birth: ['birth', { done: known, newborns: [child] }], moving: ['moving', { done: known, answers: moved }], jobLoss: ['job-loss', { done: known }], bereavement: ['bereavement', { done: known }] } as const)[which as 'birth']
      const filling = at(event, structuredClone(from) as unknown as Partial<Draft>)
      const before = filling.draft()
      return run(filling, (draft, taken) => taken.kind === 'aside' && same(draft, before))
    }
    case 'day': return run(at('birth', { done: known, newborns: [{ ...child, birthDate: '' }] }), ({ newborns }) => same(newborns, [{ ...child, birthDate: dayBefore(ago) }]), ['newborn.birth_date', dayBefore(ago)])
    case 'ahead': return run(at('moving', { done: known, answers: { 'move.address': moved['move.address'] } }), (_draft, taken) => taken.kind === 'mistake')
    default: throw new Error(`no way to say ${kind}`)
  }
}
