/** All that an application holds, in words and in one order: for whoever confirms what another has written down, on a page and on paper. */
import type { View } from '../../../../web/view.ts'
import { valueInWords } from '../../../exchange/index.ts'
import { correctionOf } from '../../apply/corrections.ts'
import type { OwnApplication } from '../../index.ts'
import { valuesFor } from '../../pages/consent-page.tsx'
import { agencyName, answerInWords, fieldName, fieldOf, registerName } from '../../pages/value-in-words.ts'

export interface Section { title: string; rows: { key: string; value: string }[] }

/** What registers say, with what the person says instead. */
export function knownSections(view: View, { draft }: Pick<OwnApplication, 'draft'>): Section[] {
  const known = draft.known ?? []
  return [...Map.groupBy(known, ({ register }) => register)].map(([register, values]) => ({
    title: registerName(view, register),
    // What agencies are answered about a value says nothing more where the value itself stands.
    rows: values.filter((value) => !values.some(({ field }) => field === fieldOf(view, value)?.answers?.field)).map((value) => {
      const corrected = correctionOf(view.pack, draft, value)
      const said = valueInWords(view, fieldOf(view, value), value.value)
      const fact = view.pack.facts.find(({ from }) => from?.register === register && from.field === value.field && from.take === 'value')
      return { key: fieldName(view, value), value: corrected === null ? said : `${said} · ${view.t('cases.known.corrected', { value: answerInWords(view, fact, corrected) })}` }
    }),
  }))
}

/** Who may see what, why and until when; and what follows from each no. */
export function consentSections(view: View, { draft }: Pick<OwnApplication, 'draft'>, today: string): Section[] {
  return view.pack.purposes.filter(({ id, agency }) => agency !== null && draft.consents[id] !== undefined).map((purpose) => {
    const agreed = draft.consents[purpose.id] === true
    const values = valuesFor(view, purpose, draft)
    return {
      title: agencyName(view, purpose.agency ?? ''),
      rows: [
        { key: view.t(agreed ? 'cases.check.agreed' : 'cases.check.refused'), value: values.length === 0 ? view.t('cases.consent.no-facts') : values.map(({ label, value }) => `${label}: ${value}`).join(' · ') },
        { key: view.t('cases.consent.why'), value: view.text(purpose.why) },
        agreed ? { key: view.t('cases.consent.until'), value: view.date(Temporal.PlainDate.from(today).add({ months: purpose.keepMonths }).toString()) } : { key: view.t('cases.consent.if-refused'), value: view.text(purpose.ifRefused) },
      ],
    }
  })
}
