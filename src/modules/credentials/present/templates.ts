/** The registered requests: those of the pack from the first use on, those of agencies as they register them. */
import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { presentFaults } from './present-faults.ts'
import { proveSoon, type PublicLog } from '../log/public-log.ts'
import { registerTemplate } from './register-template.ts'
import type { RequestTemplate } from './request-template.ts'
import type { PresentTables } from './tables.ts'

export interface RegisteredTemplate { template: RequestTemplate; entry: string; logged: string; registeredAt: Date; registeredBy: string }

export interface Templates {
  /** By name of their agency and their own. */
  list(): Promise<RegisteredTemplate[]>
  /** @throws noSuchTemplate also where it was withdrawn */
  find(id: string): Promise<RegisteredTemplate>
  register(template: RequestTemplate, by: string): Promise<void>
  withdraw(id: string, agency: string): Promise<void>
  /** The entry's place in the log as a c2sp.org/tlog-proof; undefined until witnesses have seen it. */
  prove(id: string): Promise<string | undefined>
  /** The same, waited for a little where the entry is new. */
  proveSoon(id: string): Promise<string | undefined>
}

const toTemplate = ({ content, entry, logged, registered_at, registered_by }: Selectable<PresentTables['request_template']>): RegisteredTemplate =>
  ({ template: content, entry, logged: logged ?? '', registeredAt: registered_at, registeredBy: registered_by })

export function createTemplates(db: RoomDatabase<PresentTables>, log: PublicLog, own: readonly RequestTemplate[]): Templates {
  let registered: Promise<void> | undefined
  const ready = () => (registered ??= registerOwn().catch((cause: unknown) => {
    registered = undefined
    throw cause
  }))
  const registerOwn = async () => {
    for (const template of own) await registerTemplate(db, log, template, 'pack')
    // Of an earlier release, which did not keep what stands in the log.
    const rows = await db.transaction((tx) => tx.selectFrom('request_template').select(['content', 'registered_by']).where('logged', 'is', null).where('withdrawn_at', 'is', null).execute())
    for (const { content, registered_by } of rows) await registerTemplate(db, log, content, registered_by)
  }

  const templates: Templates = {
    async list() {
      await ready()
      const rows = await db.transaction((tx) => tx.selectFrom('request_template').selectAll().where('withdrawn_at', 'is', null).orderBy('agency').orderBy('id').execute())
      return rows.map(toTemplate)
    },
    async find(id) {
      await ready()
      const row = await db.transaction((tx) => tx.selectFrom('request_template').selectAll().where('id', '=', id).where('withdrawn_at', 'is', null).executeTakeFirst())
      if (!row) throw new Fault(presentFaults.noSuchTemplate)
      return toTemplate(row)
    },
    register: (template, by) => registerTemplate(db, log, template, by),
    async withdraw(id, agency) {
      await db.transaction(async (tx) => {
        await tx.updateTable('request_template').set({ withdrawn_at: new Date() }).where('id', '=', id).where('agency', '=', agency).where('registered_by', '<>', 'pack').where('withdrawn_at', 'is', null).execute()
        await tx.updateTable('verifier_key').set({ ended_at: new Date() }).where('ended_at', 'is', null)
          .where('template', 'in', tx.selectFrom('request_template').select('id').where('id', '=', id).where('withdrawn_at', 'is not', null)).execute()
      })
    },
    prove: async (id) => log.prove((await templates.find(id)).entry),
    proveSoon: async (id) => proveSoon(log, (await templates.find(id)).entry),
  }
  return templates
}
