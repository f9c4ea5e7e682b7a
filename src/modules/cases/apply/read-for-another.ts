/** A draft holds what registers said of its person. Who opens it in the person's place stands in the person's log before it is shown, once for what it holds. */
import { actingUnder } from '../../../kernel/http/acting-for.ts'
import { type Exchange, representative } from '../../exchange/index.ts'
import type { OwnApplication } from './load-application.ts'

export function readForAnother(exchange: Pick<Exchange, 'noteViewing'>, readOwn: (person: string, id: string) => Promise<OwnApplication>, purposeOf: (application: Pick<OwnApplication, 'event' | 'pack_edition'>) => string) {
  return async (person: string, id: string): Promise<OwnApplication> => {
    const application = await readOwn(person, id)
    const { draft: { known } } = application
    const under = actingUnder()
    if (!under || known === null || known.length === 0) return application
    const recipient = `${representative}${under.id}`
    const newest = known.map(({ answeredAt }) => answeredAt).sort().at(-1)!
    await exchange.noteViewing({ key: `${recipient}/${id}/${newest}`, person, agency: recipient, role: 'representative', purpose: purposeOf(application), caseId: id, values: known })
    return application
  }
}
