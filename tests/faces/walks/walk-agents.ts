/** A program asks to act for a resident: what it wants, what it asks, the person's answers, and the end of it. */
import assert from 'node:assert/strict'
import { Agent } from '../../support/agent.ts'
import { consentAll } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'
import { fillIn } from './fill-in.ts'

export async function walkAgents(walk: Walk) {
  const { house, cast } = walk
  const resident = await walk.resident(cast.helped)
  await walk.see('agents: none', resident, '/my/agents')
  const agent = await new Agent(house.origin, { name: 'Plain Helper for Public Services' }).connect()
  await assert.rejects(agent.call('my_applications'))
  const { path } = await resident.get(agent.wants!.href.slice(house.origin.length))
  await walk.see('agent: asks to act', resident, path)
  await walk.send('agent: nothing chosen', resident, `${path}/allow`, {})
  await walk.send('agent: refused', resident, `${path}/refuse`, {})
  await walk.see('agent: asked in a wrong way', resident, '/authorize/refused?reason=invalid_client', 400)
  await agent.letIn(resident, 'my_applications', {}, ['applications.read'])
  await agent.letIn(resident, 'start_application', { event: 'none' }, ['applications.read', 'applications.write'])

  const start = await asked(agent, house.origin, 'start_application', { event: 'birth' })
  await walk.see('agent: would like to start', resident, start)
  await walk.see('agents: one waits for an answer', resident, '/my/agents')
  await resident.submit(await resident.get(start), start, { answer: 'decline' })
  await walk.see('agent: declined', resident, start)
  const again = await asked(agent, house.origin, 'start_application', { event: 'birth' })
  await resident.submit(await resident.get(again), again, { answer: 'confirm' })
  await walk.see('agent: has started', resident, again)
  await agent.letIn(resident, 'change_notice_setting', { changes: [{ set: 'any-hour' }] }, ['applications.read', 'applications.write', 'notices.write'])
  await walkSetting(walk, agent, resident)
  await walkSending(walk, agent, resident)
  await walk.see('agents: with what it did', resident, '/my/agents')
  await resident.submit(await resident.get('/my/agents'), '/my/agents/end')
  await walk.see('agents: ended', resident, '/my/agents')
  await agent.close()
}

/** How one is told is changed by a program's wish. */
async function walkSetting(walk: Walk, agent: Agent, resident: TextBrowser) {
  const { page } = (await agent.call('change_notice_setting', { changes: [{ set: 'any-hour' }, { set: 'kinds-off', kinds: ['decided', 'ending'] }] })).told as { page: string }
  const path = page.slice(walk.house.origin.length)
  await walk.see('agent: would like to change how one is told', resident, path)
  await walk.send('agent: settings have changed', resident, path, { answer: 'confirm', standing: 'another' })
  await resident.submit(await resident.get(path), path, { answer: 'confirm' })
  await walk.see('agent: settings changed', resident, path)
}

async function walkSending(walk: Walk, agent: Agent, resident: TextBrowser) {
  const owed = await consentAll(resident, await fillIn(resident, walk.cast, walk.cast.child.name))
  await resident.submit(owed, owed.path)
  const { applications } = (await agent.call('my_applications')).told as { applications: { application: string }[] }
  const path = await asked(agent, walk.house.origin, 'submit_application', { application: applications[0]!.application })
  await walk.see('agent: would like to send', resident, path)
  await walk.send('agent: the draft has changed', resident, path, { answer: 'confirm', version: '0' })
  await resident.submit(await resident.get(path), path, { answer: 'confirm' })
  await walk.see('agent: has sent', resident, path)
}

/** @returns path of the page on which the person decides */
async function asked(agent: Agent, origin: string, tool: string, input: Record<string, string>): Promise<string> {
  const { page } = (await agent.call(tool, input)).told as { page: string }
  return page.slice(origin.length)
}
