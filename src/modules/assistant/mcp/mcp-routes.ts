/** The assistant's door for programs, with its tools. */
import type { Http } from '../../../kernel/http/http.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import { type McpDoor, openMcpDoor } from './mcp-door.ts'
import { prepareServers } from './serve/create-server.ts'
import { listTools, type ToolDeps } from './tools/list-tools.ts'

export interface McpRoutes extends ToolDeps, Pick<McpDoor, 'address'> {
  authorization: McpDoor['authorization']
  log: Log
  defaultLanguage: string
  wordingIn(language: string): Wording
}

export function mcpRoutes(http: Http<View>, routes: McpRoutes) {
  openMcpDoor(http, { ...routes, serverFor: prepareServers({ ...routes, tools: listTools(routes) }) })
}
