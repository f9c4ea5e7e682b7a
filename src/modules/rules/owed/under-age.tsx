/** Who does not act for themselves yet may look, and is told who applies. */
import { Law } from '../../../web/components/law/law.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { FactSet } from '../contract.ts'
import { readSpot } from '../explore/trial.ts'

/** Whose birth date the pack's rules call the applicant's: the person's own, or what the registers said of them. */
const born = { fact: 'applicant.birth_date', at: null }

/** @param today `YYYY-MM-DD` */
export function UnderAge({ view, facts, today }: { view: View; facts: FactSet; today: string }) {
  const { majority } = view.pack
  const birthDate = readSpot(facts, born)
  if (!majority || typeof birthDate !== 'string') return null
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(birthDate).add({ years: majority.age }), today) <= 0) return null
  return (
    <Notice title={view.t('rules.owed.under-age', { age: majority.age })} kind="attention">
      <p>{view.t('rules.owed.under-age-who', { who: view.text(majority.who) })}</p>
      <Law view={view} source={majority.source} />
    </Notice>
  )
}
