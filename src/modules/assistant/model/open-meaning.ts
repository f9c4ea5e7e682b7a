/** Finding by meaning alone, for measuring a server on somebody's own collection: no switch, no budget, nothing kept. */
import type { ModelSettings } from '../../../kernel/config/read-model.ts'
import { findByMeaning, type Meaning } from './find-by-meaning.ts'
import { unguarded } from './guard-calls.ts'

/** @throws Error of the first call that fails */
export const openMeaning = (settings: ModelSettings): Meaning => findByMeaning(settings, unguarded)
