import type { Clock } from '../../kernel/clock/clock.ts'
import type { Rules } from './contract.ts'

export interface RulesRoutes { rules: Rules; clock: Clock }
