import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server'
import type { Caller } from '../tools/tool.ts'

export type Handler = ReturnType<typeof createMcpHandler>

/** The protocol's library behind the door: each request gets a server of its own. */
export const openHandler = (serverFor: (call: { caller: Caller | undefined; origin: string }) => McpServer): Handler =>
  createMcpHandler(({ authInfo, requestInfo }) => serverFor({ caller: authInfo?.extra?.['caller'] as Caller | undefined, origin: new URL(requestInfo!.url).origin }))
