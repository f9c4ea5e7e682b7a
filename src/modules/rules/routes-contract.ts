import type { Purpose } from '../../../packages/pack-kit/schema/purpose.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { FactSet, Rules } from './contract.ts'

/** What registers know of people's own households. */
export interface OwnFacts {
  /** What people agree to before they have them asked. */
  purpose: Purpose
  /** One look, in the access log before it returns. @returns `silent`: registers that did not answer */
  read(person: string): Promise<{ facts: FactSet; silent: string[] }>
}

/** @param own null where the pack names no purpose for it: people answer everything themselves */
export interface RulesRoutes { rules: Rules; clock: Clock; own: OwnFacts | null }
