/** A draft holds what registers said of its person. Who opens it in the person's place, or for them at a counter, stands in the person's log before it is shown, once for what it holds. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { actingUnder, takenDownAt } from '../../../kernel/http/acting-for.ts'
import { counterPurpose, type Exchange, representative, visitRole } from '../../exchange/index.ts'
import type { OwnApplication } from './load-application.ts'

export function readForAnother(exchange: Pick<Exchange, 'noteViewing'>, pack: Pack, readOwn: (person: string, id: string) => Promise<OwnApplication>, purposeOf: (application: Pick<OwnApplication, 'event' | 'pack_edition'>) => string) {
  return async (person: string, id: string): Promise<OwnApplication> => {
    const application = await readOwn(person, id)
    const { draft: { known } } = application
    const [under, counter] = [actingUnder(), takenDownAt()]
    if ((!under && !counter) || known === null || known.length === 0) return application
    const newest = known.map(({ answeredAt }) => answeredAt).sort().at(-1)!
    const look = counter ? { by: visitRole(counter), agency: counter.agency, role: visitRole(counter), purpose: counterPurpose(pack, counter).id }
      : { by: `${representative}${under!.id}`, agency: `${representative}${under!.id}`, role: 'representative', purpose: purposeOf(application) }
    const { by, ...seen } = look
    await exchange.noteViewing({ key: `${by}/${id}/${newest}`, person, ...seen, caseId: id, values: known })
    return application
  }
}
