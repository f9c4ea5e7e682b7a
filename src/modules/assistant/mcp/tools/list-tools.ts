/** The tools, in the order in which programs see them: always the same. */
import type { Cases } from '../../../cases/index.ts'
import type { Catalogue } from '../../../catalogue/index.ts'
import type { Credentials } from '../../../credentials/index.ts'
import type { Notices } from '../../../notices/index.ts'
import type { Rules } from '../../../rules/index.ts'
import type { Assistant } from '../../index.ts'
import type { Confirmations } from '../confirm/confirmations.ts'
import { askTool } from './ask.ts'
import { changeNoticeSettingTool } from './change-notice-setting.ts'
import { checkEntitlementTool } from './check-entitlement.ts'
import { explainServiceTool } from './explain-service.ts'
import { fetchDocumentTool } from './fetch-document.ts'
import { findServicesTool } from './find-services.ts'
import { myApplicationTool } from './my-application.ts'
import { myApplicationsTool } from './my-applications.ts'
import { myCertificatesTool } from './my-certificates.ts'
import { myDueTool } from './my-due.ts'
import { myEntitlementsTool } from './my-entitlements.ts'
import { myNoticesTool } from './my-notices.ts'
import { startApplicationTool } from './start-application.ts'
import { submitApplicationTool } from './submit-application.ts'
import type { Tool } from './tool.ts'

export interface ToolDeps {
  reply: Assistant['reply']
  catalogue: Catalogue
  rules: Rules
  cases: Cases
  notices: Notices
  credentials: Credentials
  confirmations: Confirmations
  today(): string
}

export const listTools = (deps: ToolDeps): Tool[] => [
  askTool(deps.reply), findServicesTool(deps.catalogue), explainServiceTool(deps), checkEntitlementTool(deps), myEntitlementsTool(deps), myApplicationsTool(deps.cases), myApplicationTool(deps.cases),
  myNoticesTool(deps.notices), myDueTool(deps.notices), myCertificatesTool(deps.credentials), fetchDocumentTool(deps.credentials), startApplicationTool(deps), submitApplicationTool(deps), changeNoticeSettingTool(deps),
]
