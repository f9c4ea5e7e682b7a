/** What a human sees of the application that was given along: the person's own answers, and what they agreed to. Nothing of a register. */
import type { Cases, OwnApplication, Slots } from '../../cases/index.ts'
import type { ConsentRow, Exchange } from '../../exchange/index.ts'
import { unlessGone } from '../fill/unless-gone.ts'
import type { GivenAlong } from './give-along.ts'

export interface Given {
  application: OwnApplication
  slots: Slots
  /** That stand now, for this application. */
  consents: ConsentRow[]
}

export interface ReadingGiven { cases: Pick<Cases, 'read' | 'slots'>; exchange: Pick<Exchange, 'consents' | 'today'> }

/** @returns `gone` where the person has deleted the application since */
export async function readGiven({ cases, exchange }: ReadingGiven, { person, application: id }: GivenAlong): Promise<Given | 'gone'> {
  const application = await unlessGone(() => cases.read(person, id), () => undefined)
  if (application === undefined) return 'gone'
  const consents = (await exchange.consents(person)).filter((one) => one.case_id === id && one.agreed && one.withdrawn_at === null && (one.ends_on === null || one.ends_on >= exchange.today()))
  return { application, slots: cases.slots(application), consents }
}
