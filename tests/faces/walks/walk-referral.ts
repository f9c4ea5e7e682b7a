/** A part that is another agency's: referred, arrived there, referred back. Leaves it where it was. */
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

/** @param path of a part at the agency where everything is clear, undecided */
export async function walkReferral(walk: Walk, path: string) {
  const { cast } = walk
  const official = await walk.official(`demo-${cast.clears}-caseworker`)
  await walk.send('console: referred to nobody for no reason', official, `${path}/referral`, { agency: '', why: ' ' })
  const referred = await official.submit(await official.get(path), `${path}/referral`, { agency: cast.asks, why: cast.words.question })
  await walk.see('console: inbox, just referred', official, referred.path)
  const receiver = await walk.official(`demo-${cast.asks}-caseworker`)
  await until(() => receiver.get(path), ({ status }) => status === 200)
  await walk.see('console: part, referred to us', receiver, path)
  await receiver.submit(await receiver.get(path), `${path}/referral`, { agency: cast.clears, why: cast.words.answer })
  await until(() => official.get(path), ({ status }) => status === 200)
  await walk.see('console: part, come back', official, path)
  await walk.see('console: part, come back, before the lead', await walk.official(`demo-${cast.clears}-lead`), path)
}
