import { Agent } from '../support/agent.ts'
import type { TextBrowser } from '../support/browser-of-text.ts'
import type { TestHouse } from '../support/house.ts'

/** A program has been let in and has asked; nobody has answered. */
export async function askByProgram(house: TestHouse, resident: TextBrowser): Promise<string> {
  const agent = await new Agent(house.origin).connect()
  const { result } = await agent.letIn(resident, 'start_application', { event: 'birth' }, ['applications.write'])
  await agent.close()
  const { page } = result!.told as { page: string }
  return page.split('/').at(-1)!
}
