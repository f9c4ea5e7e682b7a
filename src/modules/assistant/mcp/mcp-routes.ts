/** The assistant's door for programs, with its tools, and the person's pages about them. */
import type { Http } from '../../../kernel/http/http.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Authorization } from '../../identity/index.ts'
import { agentRoutes } from './agent-routes.ts'
import type { Agents } from './create-agents.ts'
import { mcpPath } from './guard/authorize-call.ts'
import { limitCalls } from './guard/limit-calls.ts'
import { openMcpDoor } from './mcp-door.ts'
import { scopes } from './policies.ts'
import { demandPinned } from './tools/fingerprint.ts'
import { listTools, type ToolDeps } from './tools/list-tools.ts'

export interface McpRoutes extends Omit<ToolDeps, 'confirmations'> {
  authorization: Authorization
  agents: Agents
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  log: Log
  languages: readonly { tag: string }[]
  defaultLanguage: string
  wordingIn(language: string): Wording
  stateKey: Buffer
}

/** Seconds that a token is good for; the next one comes without the person. */
const tokenSeconds = 300

export function mcpRoutes(http: Http<View>, routes: McpRoutes) {
  const { authorization, address, languages, wordingIn, agents, cases, notices } = routes
  const inAll = (key: string) => Object.fromEntries(languages.map(({ tag }) => [tag, wordingIn(tag).t(key)]))
  authorization.resources.add({ path: mcpPath, tokenSeconds, agents: true, scopes: scopes.map((name) => ({ name, meaning: inAll(`assistant.scope.${name}`) })) })
  const tools = demandPinned(listTools({ ...routes, confirmations: agents.confirmations }))
  const openHandler = async () => {
    const [{ openHandler: open }, { prepareServers }] = await Promise.all([import('./serve/open-handler.ts'), import('./serve/create-server.ts')])
    return open(prepareServers({ ...routes, acts: agents.acts, tools }))
  }
  openMcpDoor(http, { authorization, address, limit: limitCalls(), openHandler })
  agentRoutes(http, { authorization, cases, notices, ...agents })
}
