/** Letters about an objection: to a reclaim a service's own words where it has them, and of one that was taken back what stands then. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { createWordings } from '../../../web/wordings.ts'
import { emptyDraft } from '../apply/draft.ts'
import { type LetterSource, lettersIn } from './cases-in.ts'
import { composeLetter } from './compose-letter.ts'

type Line = LetterSource['lines'][number]
type Part = LetterSource['parts'][number]

const at = (day: string) => new Date(`${day}T09:00:00Z`)
const ids = { granted: '00000000-0000-4000-8000-000000000001', objection: '00000000-0000-4000-8000-000000000002', asked: '00000000-0000-4000-8000-000000000003' }

/** A grant that was asked back, or a refusal; and an objection to it that ended so. */
function source(pack: Pack, against: 'refusal' | 'reclaim', status: Line['status']): LetterSource {
  const service = pack.services.find(({ pays }) => pays)!
  const part = (id: string, more: Partial<Part> = {}): Part => ({ id, agency: service.agency, status: 'decided', due_on: null, clock_service: null, objection_to: null, reclaim: null, facts: [], answers: {}, ...more })
  const line = (id: string, of: string, own: Line['status'], reason: string | null): Line => ({
    id, part_id: of, application_id: id, service: service.id, status: own, finding: null, decided_at: own === 'withdrawn' ? null : at('2026-11-20'), decided_by: 'o1', decided_for: null, reason, found: null, answer: null, proposed_by: null, proposed_for: null,
  } as Line)
  return {
    application: { receipt: '261120-TEST-0001A', event: 'birth', draft: emptyDraft, submitted_at: at('2026-11-02') }, questions: [], referrals: [],
    parts: [part('p1'), part('p2', against === 'reclaim' ? { reclaim: ids.asked } : { objection_to: ids.granted })],
    lines: [line(ids.granted, 'p1', against === 'reclaim' ? 'approved' : 'refused', against === 'reclaim' ? null : 'Too old.'), line(ids.objection, 'p2', status, status === 'refused' ? 'Lives elsewhere.' : null)],
    happenings: [
      ...(against === 'reclaim' ? [{ id: ids.asked, kind: 'payment-reclaimed', at: at('2026-11-21'), agency: service.agency, detail: { service: service.id, amount: 70_000, reference: 'R-77', month: '2026-11-01', reason: 'Found elsewhere.' } }] : []),
      ...(status === 'withdrawn' ? [{ id: 'w1', kind: 'withdrawn', at: at('2026-11-05'), agency: null, detail: {} }, { id: 'w2', kind: 'withdrawn', at: at('2026-11-24'), agency: null, detail: {} }] : []),
    ] as LetterSource['happenings'],
  }
}

const letterOf = (pack: Pack, against: 'refusal' | 'reclaim', status: Line['status'], tag: string) => {
  const wordingIn = createWordings(pack, (language, key) => { assert.fail(`${language} lacks ${key}`) })
  const about = lettersIn(pack, source(pack, against, status)).find(({ id }) => id === ids.objection)!
  return { about, letter: composeLetter({ ...wordingIn(tag), pack }, about) }
}

test('an objection that is taken back says what stands then, on its day, in every language; never that one was refused or can apply for it', () => {
  for (const pack of ['packs/kr', 'packs/farland'].map(loadPack)) for (const { tag } of pack.languages) {
    const refusal = letterOf(pack, 'refusal', 'withdrawn', tag)
    assert.deepEqual([refusal.about.outcome, refusal.about.at], ['objection-withdrawn', at('2026-11-24')])
    const claim = letterOf(pack, 'reclaim', 'withdrawn', tag)
    assert.equal(claim.about.outcome, 'reclaim-kept')
    assert.deepEqual(claim.about.asked, { amount: 70_000, reference: 'R-77', month: '2026-11-01' })
    const said = claim.letter.sections.flatMap(({ paragraphs }) => paragraphs).join('\n')
    assert.ok(said.includes('R-77'), tag)
    if (pack.objection) assert.ok(said.includes(pack.objection.elsewhere[tag]!), `${tag}: the agency is not asked twice`)
  }
})

test('a service’s own words stand in the two letters on an objection to a reclaim; where a value is missing, the general ones', () => {
  const pack = loadPack('packs/farland')
  const letters = { 'reclaim-lifted': { fr: 'Gardez {amount}.\nRéf. {reference}', ar: 'احتفظ بـ {amount}' }, 'reclaim-upheld': { fr: 'Rendez {amount} : {reason}', ar: '{begins}' } }
  const own = { ...pack, services: pack.services.map((service) => (service.pays ? { ...service, letters } : service)) }
  assert.match(letterOf(own, 'reclaim', 'approved', 'fr').letter.body.join(' '), /^Gardez .*700.*\. Réf\. R-77$/)
  assert.match(letterOf(own, 'reclaim', 'refused', 'fr').letter.body.join(), /^Rendez .*700.* : Lives elsewhere\.$/)
  assert.deepEqual(letterOf(own, 'reclaim', 'refused', 'ar').letter.gap, { why: 'values', values: ['begins'] })
  assert.deepEqual(letterOf(pack, 'reclaim', 'approved', 'fr').letter.gap, { why: 'no-letter' })
})
