/** The houses of every country, walked through, and their pages set up to be looked at: for the test, and for the whole of it as a campaign. */
import webPush from 'web-push'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { settings } from '../assistant/speakers.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { startModelServer } from '../support/model-server.ts'
import { casts } from './cast.ts'
import type { Seen } from './look.ts'
import { fetchLoaded, openShow, type Loaded, type Show } from './show-seen.ts'
import { walkEverything } from './walk.ts'

/** Open, so that its page is there; no message goes that way. */
const push = { subject: 'mailto:push@maru.example', ...webPush.generateVAPIDKeys(), services: [] }

/** A whole town goes through from one address; one of its people floods. */
const limits = { anyone: 1_000_000, signedIn: 600 }

export interface Stage extends AsyncDisposable {
  readonly houses: readonly TestHouse[]
  /** Pages and files. */
  readonly everything: readonly Seen[]
  readonly pages: readonly Seen[]
  readonly loaded: ReadonlyMap<string, Loaded>
  readonly show: Show
}

export async function setStage(): Promise<Stage> {
  // In one of the houses a model puts answers into words, some of which may be said.
  const model = await startModelServer(({ name, data }) => (name === 'answer' && data.language === 'en' ? JSON.stringify({ sentences: data.sentences }) : 'I refuse.'))
  const houses = await Promise.all(casts.map(({ pack, now, timeZone }, at) => openHouse({ pack, clock: fixedClock(now, timeZone), channels: { push, conversations: settings }, limits, ...(at === 0 ? { model: model.settings } : {}) })))
  const close = () => Promise.all([...houses.map((house) => house.close()), model.close()])
  try {
    const everything = (await Promise.all(casts.map((cast, at) => walkEverything(houses[at]!, cast)))).flat()
    const pages = everything.filter(({ type }) => type.startsWith('text/html'))
    // Stylesheet and scripts are the same in every house.
    const loaded = await fetchLoaded(houses[0]!.origin, pages)
    const show = await openShow(pages, loaded)
    return {
      houses, everything, pages, loaded, show,
      async [Symbol.asyncDispose]() {
        show.close()
        await close()
      },
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
