import type { Entry } from '../modules/cases/index.ts'
import { dutyPath, type Notices } from '../modules/notices/index.ts'

/** What a person has to do, each on its last day, for their calendar. What is past stands where it can still be done. */
export const comingDuties = (notices: Pick<Notices, 'due'>) => async (person: string): Promise<Entry[]> =>
  (await notices.due(person)).due.map(({ duty, of, thing, on }): Entry => (
    { id: ['due', duty.id, of, thing].filter((part) => part !== '').join('/').replaceAll(/[^\w/.-]/g, '-'), day: on, kind: 'due', name: duty.name, agency: duty.agency, href: `${dutyPath}#${duty.id}`, law: duty.source }
  ))
