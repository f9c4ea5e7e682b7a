import type { View } from '../../../web/view.ts'
import { agencyName, contributionName, serviceName } from './value-in-words.ts'

/** One entry of the timeline. The person's own words never pass through here, only names and counts. */
export function happeningInWords(view: View, { kind, agency, detail }: { kind: string; agency: string | null; detail: Record<string, string | number> }): string {
  const { service, amount, from, by, event, contribution, assurance, official, counter } = detail
  const what = view.t(`cases.happening.${kind}`, {
    ...detail,
    reader: view.principal.kind === 'official' ? 'official' : 'person',
    ...(agency === null ? {} : { agency: agencyName(view, agency) }),
    ...(typeof from === 'string' ? { from: agencyName(view, from) } : {}),
    ...(typeof amount === 'number' ? { money: view.money(amount) } : {}),
    ...(typeof contribution === 'string' ? { title: contributionName(view, String(event), contribution) } : {}),
    ...(typeof service === 'string' ? { title: serviceName(view, service) } : {}),
  })
  if (assurance === 'low') return view.t('cases.happening.by-letter', { what })
  const done = by === undefined ? what : view.t('cases.happening.on-behalf', { what, name: by })
  return counter === undefined ? done : view.t('cases.happening.at-counter', { what: done, official: official ?? '', agency: agencyName(view, String(counter)) })
}
