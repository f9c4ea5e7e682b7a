/** Asking somebody else to fill in a part: asked by a code, opened by whoever signs in with it, given, declined, taken back or over. */
import type { Jobs } from '../../../kernel/events/jobs.ts'
import type { OwnApplication } from '../apply/load-application.ts'
import { answerContribution, declineContribution } from './answer-contribution.ts'
import { askContribution, type Invitation } from './ask-contribution.ts'
import { endContribution, ExpireContribution, expireContribution } from './end-contribution.ts'
import { openContribution } from './open-contribution.ts'
import { type AskedOf, type AskedPart, readAsked, readForm } from './read-contributions.ts'
import type { ContributionDeps, Named } from './standing.ts'

export interface Contributions {
  /** For the applicant: each part of the form that others may fill in, and who has been asked, newest first. */
  form(application: Pick<OwnApplication, 'id' | 'event' | 'pack_edition'>): Promise<{ parts: AskedPart[] }>
  /** @returns the code, which is shown once. @throws noSuchContribution, contributionKnown, tooManyContributions */
  ask(asker: Named, application: string, part: string, label: string): Promise<Invitation>
  /** The questions are the applicant's again; what was answered is forgotten. @throws noSuchContribution, alreadySubmitted */
  end(person: string, application: string, contribution: string): Promise<void>
  /** Of whoever is asked. */
  asked: {
    list(person: string): Promise<AskedOf[]>
    /** @throws noSuchContribution, also for another's */
    read(person: string, contribution: string): Promise<AskedOf>
    /** Once, by whoever has the code. @returns its id. @throws contributionUnknown, ownContribution, tooManyRequests */
    open(by: Named, code: string): Promise<string>
    /** @throws contributionOver, contributionGiven where something else stands already */
    give(person: string, contribution: string, answers: Record<string, string>): Promise<void>
    /** @throws contributionOver, contributionGiven */
    decline(person: string, contribution: string, sentence: string): Promise<void>
  }
}

export function createContributions(deps: ContributionDeps & { jobs: Jobs }): Contributions {
  deps.jobs.define(ExpireContribution, ({ contribution }) => expireContribution(deps, contribution))
  return {
    form: (application) => readForm(deps, application),
    ask: (asker, application, part, label) => askContribution(deps, asker, application, part, label),
    end: (person, application, contribution) => endContribution(deps, person, application, contribution),
    asked: {
      list: (person) => readAsked(deps, person),
      async read(person, contribution) {
        const [one] = await readAsked(deps, person, contribution)
        return one!
      },
      open: (by, code) => openContribution(deps, by, code),
      give: (person, contribution, answers) => answerContribution(deps, person, contribution, answers),
      decline: (person, contribution, sentence) => declineContribution(deps, person, contribution, sentence),
    },
  }
}
