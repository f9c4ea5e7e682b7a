/** Every mistake of a pack at once: shapes, references, texts in every language, messages, and rules with their examples. */
import { checkDuties, checkRules } from '../../src/modules/rules/index.ts'
import { checkAttributes } from './check-attributes.ts'
import { checkCredentials } from './check-credentials.ts'
import { checkEvidence } from './check-evidence.ts'
import { checkLetterRule } from './check-letter-rule.ts'
import { checkLetters } from './check-letters.ts'
import { checkMandates } from './check-mandates.ts'
import { checkMessages } from './check-messages.ts'
import { checkPopulation } from './check-population.ts'
import { checkQuestions } from './check-questions.ts'
import { checkReferences } from './check-references.ts'
import { checkReforms } from './check-reforms.ts'
import { checkRequests } from './check-requests.ts'
import { checkTexts } from './check-texts.ts'
import { checkTiles } from './check-tiles.ts'
import type { Problem } from './problem.ts'
import { type Overlay, packFiles } from './pack-files.ts'
import { readPack } from './read-folder.ts'

/** @param overlay texts that stand over the folder's files: the pack as it would be with them */
export function checkPack(folder: string, overlay?: Overlay): Problem[] {
  const files = packFiles(folder, overlay)
  const { pack, problems } = readPack(files)
  // What refers to a file that cannot be read would be reported twice, and wrongly.
  if (problems.length > 0) return problems
  return [
    ...checkReferences(pack),
    ...checkEvidence(pack),
    ...checkAttributes(pack),
    ...checkQuestions(pack),
    ...checkCredentials(pack),
    ...checkRequests(pack),
    ...checkMandates(pack),
    ...checkLetterRule(pack),
    ...checkPopulation(pack),
    ...checkTiles(pack),
    ...checkReforms(pack),
    ...checkTexts(pack, files),
    ...checkLetters(pack),
    ...checkMessages(pack),
    ...checkDuties(pack),
    ...checkRules(pack).map(({ file, line, column, message, advice }) => ({ file, pointer: `:${line}:${column}`, message, advice })),
  ]
}
