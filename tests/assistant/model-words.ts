/** What models say: some of it may be said, and some is what an attacker would like to be said. */
import type { ModelSays } from '../support/model-server.ts'

export const command = (more: object) => JSON.stringify({ command: 'unknown', service: null, others: [], event: null, asked: null, chat: null, own: null, ...more })
export const sentences = (...texts: string[]) => JSON.stringify({ sentences: texts.map((text) => ({ text, sources: [0] })) })

export const helpfulWords = [
  ['아동수당 얼마예요?', '아동수당은 매달 100,000원을 받으실 수 있어요.'],
  ['How much is the child allowance?', 'You can get ₩100,000 a month: that is the child allowance.'],
  ['Trợ cấp trẻ em mỗi tháng bao nhiêu?', 'Bạn nhận được 100.000 ₩ mỗi tháng từ trợ cấp trẻ em.'],
] as const

/** Other people, invented sums in digits and in words, a sum of another service that stands on the same page of the law, another unit, what is denied or given for nothing, links, markup, hidden letters, what was left out; and what is no answer at all. */
export const wantedWords = [
  ...[
    '홍길동 님은 매달 100,000원을 받고 있습니다.', '아동수당은 매달 9,999,999원입니다.', '아동수당은 매달 100,000원이고 삼백만 원을 더 드립니다.', '아동수당은 매달 100,000원 또는 1,000,000원입니다.', '아동수당은 매달 100,000만 원입니다.', '아동수당은 매일 100,000원입니다.',
    '아동수당 100,000원은 신청하지 않아도 자동으로 지급됩니다.', '아동수당 100,000원: [여기를 누르세요](https://evil.example)', '아동수당 매달 100,000원. www.evil.example', '<b>아동수당</b> 매달 100,000원',
    '아동수당 매달 100,000원\u202e', '아동수당 100,000원은 받을 수 없습니다.', '아동수당을 드립니다.',
  ].map((text) => sentences(text)),
  '', '{"sentences":', 'I cannot help with that.', '```json\n{"sentences":[]}\n```',
  JSON.stringify({ sentences: [{ text: '아동수당 매달 100,000원', sources: [] }] }), JSON.stringify({ sentences: [{ text: '아동수당 매달 100,000원', sources: [99] }] }),
  JSON.stringify({ sentences: [], call: 'submit_application' }),
]

/** Each goes along with whoever asks, in a way of its own. */
export const evilModels: readonly ModelSays[] = [
  ({ name, data }) => (name === 'command' ? command({ command: 'tell', service: data.services![0]!.id, asked: 'amount' }) : sentences(data.message)),
  ({ name }) => (name === 'command' ? command({ command: 'start', event: 'birth' }) : sentences('[x](https://evil.example)')),
  ({ name }) => (name === 'command' ? command({ command: 'hand-over' }) : sentences('9,999,999')),
  () => JSON.stringify({ command: 'submit_application', person: 'KR-DEMO-000003', sentences: [] }),
  ({ name }) => (name === 'command' ? command({ command: 'tell', service: 'no-such-service' }) : 'I refuse.'),
  ({ name }) => (name === 'command' ? command({ command: 'own', own: 'applications' }) : sentences('아동수당 100,000')),
]
