/** What a tool told, in the protocol's shapes. */
import { type CallToolResult, inputRequired, type InputRequiredResult } from '@modelcontextprotocol/server'
import type { Fault } from '../../../../kernel/faults/faults.ts'
import type { Wording } from '../../../../web/wordings.ts'
import type { Told } from '../tools/tool.ts'
import { cleanData } from './clean-data.ts'

/** Structured, and the same as text for older programs. */
export function answerInContent({ told, file }: Told<unknown>): CallToolResult {
  const value = cleanData(told) as Record<string, unknown>
  return {
    structuredContent: value,
    content: [
      { type: 'text', text: JSON.stringify(value) },
      ...(file ? [{ type: 'resource' as const, resource: { uri: `maru:document:${file.name}`, mimeType: file.type, blob: file.bytes.toString('base64') } }] : []),
    ],
  }
}

/** The program leads the person to the page (URL mode); nothing that the person does there passes through the program. */
export const askOnPage = ({ page, message }: NonNullable<Told<unknown>['confirm']>, requestState: string): InputRequiredResult =>
  inputRequired({ inputRequests: { confirm: inputRequired.elicitUrl({ message, url: page }) }, requestState })

/** What happened and what to do next, in the language of whoever asks. */
export const refusalInContent = ({ textKey, values }: Fault, { t }: Wording): CallToolResult =>
  ({ isError: true, content: [{ type: 'text', text: `${t(textKey, values)} ${t(`${textKey}.next`, values)}` }] })
