/** Notices to receivers: pushed when they are durable, with a job each that brings what was not, and read by the person whose consent it was. */
import type { Selectable } from 'kysely'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { KnownParties } from '../broker/partners.ts'
import { SendNotice } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { pushNotices } from './push-notices.ts'
import { type Recipient, sendNotice } from './send-notice.ts'

export type Notice = Pick<Selectable<ExchangeTables['consent_notice']>, 'version' | 'recipient' | 'made_at' | 'outcome' | 'because' | 'acknowledged_at'>

export interface NoticesDeps {
  access: LogAccess
  requesters(): Promise<KnownParties>
}

export function createNotices({ access: { db, log }, requesters }: NoticesDeps, jobs: Pick<Jobs, 'define'> | undefined) {
  const findRecipient = async (id: string): Promise<Recipient | undefined> => {
    const agency = (await requesters()).byId(id)
    // Its address stands in the operator's own file, and may be in the state's own net.
    return agency?.notices === undefined ? undefined : { id, verifying: agency.verifying, address: agency.notices, reach: { isAllowed: () => true } }
  }
  const send = (notice: string) => sendNotice({ db, log, findRecipient }, notice)
  jobs?.define(SendNotice, ({ notice }) => send(notice))
  return {
    ...pushNotices(send),
    /** Those that were brought to somebody: who has named no address has been told nothing. */
    of: (consent: string): Promise<Notice[]> => db.transaction((tx) => tx.selectFrom('consent_notice').select(['version', 'recipient', 'made_at', 'outcome', 'because', 'acknowledged_at']).where('consent_id', '=', consent).where('tries', '>', 0).orderBy('version', 'desc').limit(50).execute()),
  }
}
