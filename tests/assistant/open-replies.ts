/** The assistant's answers over a pack, without storage: what is measured is what is said. */
import pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import type { ModelSettings } from '../../src/kernel/config/read-model.ts'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { createEvents } from '../../src/kernel/events/events.ts'
import { createAssistant } from '../../src/modules/assistant/index.ts'
import { createCatalogue, folderAlone } from '../../src/modules/catalogue/index.ts'
import { createRules } from '../../src/modules/rules/index.ts'
import { createSearch } from '../../src/modules/search/index.ts'
import { createWordings } from '../../src/web/wordings.ts'
import { roomDatabase } from '../support/room-database.ts'

/** @param pack instead of a folder's, changed for the test */
export async function openReplies({ folder = 'packs/kr', pack = loadPack(folder), model }: { folder?: string; pack?: Pack; model?: ModelSettings } = {}) {
  const room = await roomDatabase()
  const log = pino({ level: 'silent' })
  const search = createSearch()
  const rules = createRules(pack)
  const clock = fixedClock('2026-11-24T01:00:00Z', pack.timeZone)
  const catalogue = createCatalogue({ database: room.database, pack, editions: folderAlone(pack), clock, search, log })
  const wordingIn = createWordings(pack, () => undefined)
  const assistant = createAssistant({ database: room.database, pack, clock, events: createEvents(), log, search, catalogue, rules, wordingIn, origin: 'https://services.example', key: Buffer.alloc(32, 7), model })
  return {
    assistant, pack, catalogue, room,
    async close() {
      search.close()
      await room.close()
    },
  }
}
