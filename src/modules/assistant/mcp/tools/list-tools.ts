/** The tools, in the order in which programs see them: always the same. */
import type { Catalogue } from '../../../catalogue/index.ts'
import type { Rules } from '../../../rules/index.ts'
import type { Assistant } from '../../index.ts'
import { askTool } from './ask.ts'
import { checkEntitlementTool } from './check-entitlement.ts'
import { explainServiceTool } from './explain-service.ts'
import { findServicesTool } from './find-services.ts'
import type { Tool } from './tool.ts'

export interface ToolDeps {
  reply: Assistant['reply']
  catalogue: Catalogue
  rules: Rules
  today(): string
}

export const listTools = (deps: ToolDeps): Tool[] => [
  askTool(deps.reply), findServicesTool(deps.catalogue), explainServiceTool(deps), checkEntitlementTool(deps),
]
