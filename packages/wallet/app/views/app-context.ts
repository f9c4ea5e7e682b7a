import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Card } from '../cards/card.ts'
import type { Waiting } from '../receive/keep-waiting.ts'
import type { Store } from '../store/open-store.ts'
import type { Wording } from '../texts/open-wording.ts'
import type { Place } from './places.ts'
import type { AppLock } from './use-lock.ts'

export interface AppState {
  wording: Wording
  store: Store
  lock: AppLock
  /** Whom to believe about the country's public log (C2SP tlog-policy). */
  logPolicy: string
  cards: readonly Card[]
  /** Cards that their issuers need more time for. */
  waiting: readonly Waiting[]
  refresh(): Promise<void>
  go(place: Place): void
  /** @param tag of a language */
  speak(tag: string): void
}

export const AppContext = createContext<AppState | undefined>(undefined)

export function useApp(): AppState {
  const state = useContext(AppContext)
  if (!state) throw new Error('outside of the app')
  return state
}
