/** A model with its guard, and what its operator sees and may do: its servers, its counts, what it said and nobody was told, and the switch. */
import type { ModelSettings } from '../../../kernel/config/read-model.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { AssistantTables, ModelUse } from '../tables.ts'
import { guardCalls } from './guard-calls.ts'
import { type DayOfModel, keepState, type RefusedText } from './keep-state.ts'
import { type Model, openModel } from './open-model.ts'

export interface ModelReport {
  /** None where the operator has chosen no model. */
  servers: { use: ModelUse; model: string; host: string; isResting: boolean }[]
  isOff: boolean
  calls: number
  callsADay: number
  days: DayOfModel[]
  refused: RefusedText[]
}

export interface ModelDesk {
  /** Undefined where none may be asked, now or later. */
  readonly model: Model | undefined
  report(): Promise<ModelReport>
  /** Over all processes, with the next call. */
  turn(official: Official, isOff: boolean): Promise<void>
}

export interface OpeningModel {
  db: RoomDatabase<AssistantTables>
  settings: ModelSettings | undefined
  log: Log
  now(): Date
  today(): string
}

const uses = ['chat', 'embeddings', 'rerank'] as const

export function openModelDesk({ db, settings, log, now, today }: OpeningModel): ModelDesk {
  const state = keepState(db)
  const calls = settings && guardCalls({ settings, state, log, today })
  return {
    model: settings && calls && openModel({ settings, calls, refused: () => state.count(today(), 'chat', 'refused', 0) }),
    turn: (official, isOff) => state.turn(isOff, official.official, now()),
    async report() {
      const servers = uses.flatMap((use) => {
        const endpoint = settings?.[use]
        return endpoint === undefined ? [] : [{ use, model: endpoint.model, host: 'folder' in endpoint ? endpoint.folder : new URL(endpoint.url).host, isResting: calls?.isResting(use) ?? false }]
      })
      return { servers, ...await state.read(today()), callsADay: settings?.callsADay ?? 0, days: await state.days(), refused: await state.refused() }
    },
  }
}
