/**
 * The walks, one a room or a journey, in their order: what one does, a later one finds. A new page gets a line in the walk of its
 * room, a new room a file in `walks/` and its line here, before the faults; `coverage.ts` names every page that is still missing.
 */
import type { Walk } from './walk.ts'
import { walkAgents } from './walks/walk-agents.ts'
import { walkApplication } from './walks/walk-application.ts'
import { walkAssistant } from './walks/walk-assistant.ts'
import { walkCollects } from './walks/walk-collects.ts'
import { walkCards } from './walks/walk-cards.ts'
import { walkCompanies } from './walks/walk-companies.ts'
import { walkConsole } from './walks/walk-console.ts'
import { walkContributions } from './walks/walk-contributions.ts'
import { walkCounter } from './walks/walk-counter.ts'
import { walkData } from './walks/walk-data.ts'
import { walkDesk } from './walks/walk-desk.ts'
import { walkEntry } from './walks/walk-entry.ts'
import { walkFaults } from './walks/walk-faults.ts'
import { walkMandates } from './walks/walk-mandates.ts'
import { walkMessages } from './walks/walk-messages.ts'
import { walkMine } from './walks/walk-mine.ts'
import { walkObjection } from './walks/walk-objection.ts'
import { walkOwed } from './walks/walk-owed.ts'
import { walkPass } from './walks/walk-pass.ts'
import { walkPayments } from './walks/walk-payments.ts'
import { walkPresentations } from './walks/walk-presentations.ts'
import { walkPrograms } from './walks/walk-programs.ts'
import { walkPublic } from './walks/walk-public.ts'
import { walkReclaim } from './walks/walk-reclaim.ts'
import { walkSealed } from './walks/walk-sealed.ts'
import { walkSignature } from './walks/walk-signature.ts'
import { walkStudio } from './walks/walk-studio.ts'
import { walkTeam } from './walks/walk-team.ts'
import { walkTrust } from './walks/walk-trust.ts'
import { walkWallet } from './walks/walk-wallet.ts'

export const walks: readonly ((walk: Walk) => Promise<void>)[] = [
  walkPublic, walkPresentations, walkOwed, walkApplication, walkContributions, walkCounter, walkConsole, walkObjection, walkSignature, walkDesk, walkPayments, walkPrograms, walkMandates, walkEntry, walkTeam, walkTrust, walkCards, walkMine, walkData, walkSealed, walkMessages, walkAssistant, walkAgents, walkCompanies, walkWallet, walkPass, walkStudio, walkReclaim, walkCollects, walkFaults,
]
