/** The first thing a resident sees: what waits, and what moves. */
import type { Resident } from '../kernel/http/principal.ts'
import type { Cases } from '../modules/cases/index.ts'
import type { ForYou } from '../web/pages/for-you.tsx'
import type { View } from '../web/view.ts'

export const forYou = (cases: Cases) => async ({ person }: Resident, view: View): Promise<ForYou> => {
  const [rows, waiting] = [await cases.applications(person), await cases.waiting(person)]
  const nameOf = (event: string) => view.text(view.pack.lifeEvents.find(({ id }) => id === event)?.name ?? {})
  return {
    due: [
      ...waiting.map(({ receipt, event }) => ({ href: `/my/applications/${receipt}`, title: view.t('cases.to-do.answer', { event: nameOf(event) }) })),
      ...rows.filter(({ status }) => status === 'draft').map(({ id, event }) => ({ href: `/apply/${id}/continue`, title: view.t('cases.list.draft', { event: nameOf(event) }) })),
    ],
    mayReceive: [],
    moving: rows.filter(({ status }) => status === 'submitted').map(({ receipt, event, status }) =>
      ({ href: `/my/applications/${receipt ?? ''}`, title: nameOf(event), state: view.t(`cases.status.${status}`) })),
  }
}
