/** What is coming for one person: last days that the law sets, decisions that are due, payments that begin and end, and days on which something becomes theirs. */
import type { Selectable } from 'kysely'
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { deadlinesOf } from '../clocks/deadlines.ts'
import { objectionBy, objectionUntil } from '../clocks/days-after.ts'
import { isObjection } from '../decide/open-objection.ts'
import type { CasesTables } from '../tables.ts'
import { inOffice } from '../parts/transitions.ts'

export interface Entry {
  /** The same at every reading: a calendar program knows it again. */
  id: string
  /** `YYYY-MM-DD` */
  day: string
  kind: 'deadline' | 'decision' | 'objection' | 'begins' | 'ends' | 'possible' | 'payment' | 'due'
  /** What it is about: a clock, a service or a life event. */
  name: Text
  agency: string | null
  /** Where one reads on, on the portal. */
  href: string
  law: Source | null
}

/** Months ahead. */
export const horizon = 24

export interface Matters {
  /** Newest first; drafts are left out. */
  applications: Pick<Selectable<CasesTables['application']>, 'id' | 'event' | 'receipt' | 'draft'>[]
  parts: Pick<Selectable<CasesTables['part']>, 'id' | 'application_id' | 'agency' | 'status' | 'due_on' | 'objection_to' | 'reclaim'>[]
  lines: Pick<Selectable<CasesTables['line']>, 'id' | 'part_id' | 'application_id' | 'service' | 'status' | 'finding' | 'decided_at'>[]
  reclaims: Pick<Selectable<CasesTables['happening']>, 'id' | 'application_id' | 'agency' | 'at' | 'detail'>[]
}

/** In the order of their days, from today for two years. */
export function entriesOf(pack: Pack, { applications, parts, lines, reclaims }: Matters, today: string): Entry[] {
  const last = Temporal.PlainDate.from(today).add({ months: horizon }).toString()
  const serviceOf = (id: string) => pack.services.find((service) => service.id === id)
  const hrefOf = (application: string) => `/my/applications/${applications.find(({ id }) => id === application)?.receipt ?? ''}`
  const agencyOf = (part: string) => parts.find(({ id }) => id === part)?.agency ?? null
  const all: Entry[] = [
    ...applications.flatMap(({ id, event, draft }) => deadlinesOf(pack, event, draft, today).map(({ clock, lastDay }): Entry =>
      ({ id: `${id}/${clock.id}`, day: lastDay, kind: 'deadline', name: clock.name, agency: null, href: hrefOf(id), law: clock.source }))),
    ...parts.filter(({ status, due_on }) => inOffice.includes(status) && due_on !== null).map(({ id, application_id, agency, due_on }): Entry =>
      ({ id: `${id}/due`, day: due_on!, kind: 'decision', name: eventName(pack, applications, application_id), agency, href: hrefOf(application_id), law: null })),
    ...lines.flatMap((line): Entry[] => {
      const service = serviceOf(line.service)
      if (!service) return []
      const about = { name: service.name, agency: agencyOf(line.part_id), href: hrefOf(line.application_id), law: line.finding?.law ?? service.source }
      // The agency speaks twice: to its decision on an objection one does not object.
      if (line.status === 'refused' && line.decided_at && !parts.some((part) => part.objection_to === line.id || (part.id === line.part_id && isObjection(part)))) {
        const until = objectionUntil(pack, line.decided_at)
        return until === undefined ? [] : [{ ...about, id: `${line.id}/objection`, day: until, kind: 'objection', law: pack.objection?.within.source ?? null }]
      }
      if (line.status !== 'approved') return []
      return (line.finding?.amounts ?? []).flatMap(({ from, until }, at): Entry[] => [
        ...(from === undefined ? [] : [{ ...about, id: `${line.id}/${at}/begins`, day: from, kind: 'begins' as const }]),
        ...(until === undefined ? [] : [{ ...about, id: `${line.id}/${at}/ends`, day: until, kind: 'ends' as const }]),
      ])
    }),
    ...reclaims.flatMap(({ id, application_id, agency, at, detail }): Entry[] => {
      const service = serviceOf(String(detail['service']))
      const until = objectionUntil(pack, at, 'reclaim')
      return !service || until === undefined || parts.some(({ reclaim }) => reclaim === id) ? [] : [{ id: `${id}/objection`, day: until, kind: 'objection', name: service.name, agency, href: hrefOf(application_id), law: objectionBy(pack, 'reclaim')?.within.source ?? null }]
    }),
    ...possible(pack, applications, today),
  ]
  return inOrder(all.filter(({ day }) => day >= today && day <= last))
}

export const inOrder = (entries: readonly Entry[]) => entries.toSorted((one, other) => (one.day === other.day ? (one.id < other.id ? -1 : 1) : one.day < other.day ? -1 : 1))

/** Events that have not been applied for, whose day is told by what the registers said last, such as a birthday. */
function possible(pack: Pack, applications: Matters['applications'], today: string): Entry[] {
  const known = applications[0]?.draft
  if (!known) return []
  const fromRegister = new Set(pack.facts.filter(({ from }) => from !== undefined).map(({ fact }) => fact))
  return pack.lifeEvents.filter(({ id, open }) => open && !applications.some(({ event }) => event === id)).flatMap((event) =>
    deadlinesOf(pack, event.id, known, today).filter(({ clock }) => clock.fact !== undefined && fromRegister.has(clock.fact)).map(({ clock, lastDay }): Entry =>
      ({ id: `${event.id}/${clock.id}`, day: lastDay, kind: 'possible', name: clock.name, agency: null, href: `/life-events/${event.id}`, law: clock.source })))
}

const eventName = (pack: Pack, applications: Matters['applications'], application: string): Text => {
  const event = applications.find(({ id }) => id === application)?.event
  return pack.lifeEvents.find(({ id }) => id === event)?.name ?? {}
}
