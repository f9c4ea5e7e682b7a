/** Notices to receivers: pushed when they are durable, with a job each that brings what was not, and read by the person whose consent it was. */
import type { Selectable } from 'kysely'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { KnownParties } from '../broker/partners.ts'
import { SendNotice } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { type CompanyNotices, createCompanyNotices } from './company-notices.ts'
import type { CompanyReceivers } from './company-receivers.ts'
import type { KeptNotice } from './keep-notice.ts'
import { pushNotices } from './push-notices.ts'
import { readOpen, type Recipient, sendNotice } from './send-notice.ts'
import { sendToCompany } from './send-to-company.ts'

export type Notice = Pick<Selectable<ExchangeTables['consent_notice']>, 'id' | 'version' | 'kind' | 'recipient' | 'made_at' | 'brought_at' | 'outcome' | 'because' | 'acknowledged_at'> & { register: string | null; field: string | null }

export interface NoticesDeps {
  access: LogAccess
  clock: Clock
  requesters(): Promise<KnownParties>
}

/** Rows on one page. */
const most = 50

export function createNotices({ access: { db, log }, clock, requesters }: NoticesDeps, jobs: Pick<Jobs, 'define'> | undefined) {
  let keeper: CompanyReceivers | undefined
  const companies: CompanyReceivers = { find: (id) => keeper?.find(id) ?? Promise.resolve(undefined) }
  const findRecipient = async (id: string): Promise<Recipient | undefined> => {
    const agency = (await requesters()).byId(id)
    // Its address stands in the operator's own file, and may be in the state's own net.
    return agency?.notices === undefined ? undefined : { id, verifying: agency.verifying, address: agency.notices, reach: { isAllowed: () => true } }
  }
  const send = async (id: string) => {
    const notice = await db.transaction((tx) => readOpen(tx, id))
    if (!notice) return
    await (notice.company === null ? sendNotice({ db, log, findRecipient }, notice) : sendToCompany({ db, clock, companies }, notice))
  }
  jobs?.define(SendNotice, ({ notice }) => send(notice))
  // Apart: a company that answers slowly is waited for by companies alone.
  const [toAgencies, toCompanies] = [pushNotices(send), pushNotices(send)]
  return {
    push: ({ id, company }: KeptNotice) => { (company ? toCompanies : toAgencies).push(id) },
    async close() {
      await Promise.all([toAgencies.close(), toCompanies.close()])
    },
    companies: createCompanyNotices(db, clock, (source) => { keeper = source }) satisfies CompanyNotices,
    /** An agency that has named no address has been told nothing, and is not among them; a company is, as one that is still to be told. */
    of: (consent: string): Promise<Notice[]> => db.transaction((tx) => tx.selectFrom('consent_notice').innerJoin('consent', 'consent.id', 'consent_id').leftJoin('data_request', 'data_request.id', 'request_id')
      .select(['consent_notice.id', 'consent_notice.version', 'consent_notice.kind', 'recipient', 'made_at', 'brought_at', 'consent_notice.outcome', 'because', 'acknowledged_at', 'data_request.register', 'data_request.field'])
      .where('consent_id', '=', consent).where((eb) => eb.or([eb('tries', '>', 0), eb('consent.company', 'is not', null)])).orderBy('consent_notice.id', 'desc').limit(most).execute()),
  }
}
