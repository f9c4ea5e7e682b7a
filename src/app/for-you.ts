/** The first thing a resident sees: what waits, and what moves. */
import type { Resident } from '../kernel/http/principal.ts'
import type { Cases } from '../modules/cases/index.ts'
import { dutyPath, type Notices } from '../modules/notices/index.ts'
import type { ForYou } from '../web/pages/for-you.tsx'
import type { View } from '../web/view.ts'

export const forYou = (cases: Cases, notices: Pick<Notices, 'due' | 'stoppedDuties'>) => async ({ person }: Resident, view: View): Promise<ForYou> => {
  const [rows, waiting, { due }, stopped] = [await cases.applications(person), await cases.waiting(person), await notices.due(person), await notices.stoppedDuties(person)]
  const nameOf = (event: string) => view.text(view.pack.lifeEvents.find(({ id }) => id === event)?.name ?? {})
  return {
    due: [
      ...due.filter(({ near, duty }) => near && !stopped.includes(duty.id)).map(({ duty, on, missed }) => ({ href: `${dutyPath}#${duty.id}`, title: view.t(missed ? 'notices.due.missed' : 'notices.due.until', { duty: view.text(duty.name), date: view.date(on) }) })),
      ...waiting.map(({ receipt, event }) => ({ href: `/my/applications/${receipt}`, title: view.t('cases.to-do.answer', { event: nameOf(event) }) })),
      ...rows.filter(({ status }) => status === 'draft').map(({ id, event }) => ({ href: `/apply/${id}/continue`, title: view.t('cases.list.draft', { event: nameOf(event) }) })),
    ],
    mayReceive: [],
    moving: rows.filter(({ status }) => status === 'submitted').map(({ receipt, event, status }) =>
      ({ href: `/my/applications/${receipt ?? ''}`, title: nameOf(event), state: view.t(`cases.status.${status}`) })),
  }
}
