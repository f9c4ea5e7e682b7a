/** Somebody at a screen while the platform dies and comes back: what got no answer is sent again, and what is answered is read. */
import { setTimeout as pause } from 'node:timers/promises'
import { TextBrowser, type Visit } from '../../support/browser-of-text.ts'

const patience = 120_000

export class PatientBrowser extends TextBrowser {
  override get(path: string): Promise<Visit> {
    return untilAnswered(path, () => super.get(path))
  }

  override submit(...form: Parameters<TextBrowser['submit']>): Promise<Visit> {
    return untilAnswered(form[1], () => super.submit(...form))
  }
}

async function untilAnswered(path: string, send: () => Promise<Visit>): Promise<Visit> {
  for (const end = performance.now() + patience; ; await pause(60)) {
    const answer = await send().catch((cause: unknown) => {
      // What `fetch` throws when nobody answers; anything else is a mistake of the test.
      if (!(cause instanceof TypeError)) throw cause
      return undefined
    })
    if (answer && answer.status < 500) return answer
    if (performance.now() > end) throw new Error(`${path} got no answer in ${patience} ms: ${answer?.text ?? 'nobody is there'}`)
  }
}
