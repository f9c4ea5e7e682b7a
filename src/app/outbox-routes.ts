/** What the demonstration would have sent to somebody's own addresses, or where they are registered, and what the print service would have printed. */
import Type from 'typebox'
import type { Outbox } from '../../demo/outbox/start-outbox.ts'
import { File } from '../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../kernel/faults/faults.ts'
import type { Http } from '../kernel/http/http.ts'
import { strict } from '../kernel/schema/schema.ts'
import { outboxPage } from '../web/pages/outbox-page.tsx'
import type { View } from '../web/view.ts'

export function outboxRoutes(http: Http<View>, outbox: Outbox, ownOf: (person: string) => Promise<{ addresses: string[]; letters: string[] }>) {
  const own = async (person: string) => {
    const { addresses, letters } = await ownOf(person)
    return outbox.list().filter(({ to, identity }) => addresses.includes(to) || letters.includes(identity))
  }
  http.page('/demonstration/messages', { who: 'resident', assurance: 'low' }, async ({ principal, view }) => outboxPage(view, await own(principal.person)))

  http.page('/demonstration/messages/:message/:paper', { who: 'resident', assurance: 'low', params: strict({ message: Type.String({ pattern: '^[0-9a-f-]{36}$' }), paper: Type.String({ pattern: '^[0-9]{1,2}$' }) }) }, async ({ params, principal }) => {
    const paper = (await own(principal.person)).find(({ identity }) => identity === params.message)?.papers[Number(params.paper)]
    if (!paper) throw new Fault(kernelFaults.notFound)
    return new File(paper.pdf, 'application/pdf', { name: paper.name, cache: 'private, no-store' })
  })
}
