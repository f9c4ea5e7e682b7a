/** What is due, and of what of it nobody wants to hear again. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Notices } from '../index.ts'
import type { NoticesOptions } from '../routes.ts'
import { dutyPath } from './due-list.tsx'
import { duePage } from './due-page.tsx'

export function dueRoutes(http: Http<View>, notices: Notices, { today, childrenNames }: Pick<NoticesOptions, 'today' | 'childrenNames'>) {
  http.page(dutyPath, { who: 'resident', assurance: 'low', onBehalf: 'notices' }, async ({ principal: { person }, view }) => {
    const { due, lookedOn } = await notices.due(person)
    return duePage(view, { due, lookedOn, names: await childrenNames(person, due.map(({ of }) => of)), stopped: await notices.stoppedDuties(person), today: today() })
  })
  for (const [verb, stopped] of [['stop', true], ['again', false]] as const) {
    http.form(`${dutyPath}/:duty/${verb}`, { who: 'resident', assurance: 'low', params: strict({ duty: Type.String({ maxLength: 100 }) }), body: strict({}) }, async ({ params: { duty }, principal: { person }, view }) => {
      if (!view.pack.duties.some(({ id }) => id === duty)) throw new Fault(kernelFaults.notFound)
      await notices.stopDuty(person, duty, stopped)
      return new SeeOther(dutyPath)
    })
  }
}
