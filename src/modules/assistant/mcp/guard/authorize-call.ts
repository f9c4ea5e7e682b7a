/** Who calls, and whether they may (MCP authorization; RFC 6750, RFC 9728): what anyone may ask needs no token, the rest says which one. */
import { AccessRefused, type Authorization } from '../../../identity/index.ts'
import { policyOf } from '../policies.ts'
import type { Caller } from '../tools/tool.ts'

export const mcpPath = '/mcp'
export const metadataPath = `/.well-known/oauth-protected-resource${mcpPath}`

/** An answer instead of the call. */
export interface Challenge { status: 401 | 403; error: 'invalid_token' | 'insufficient_scope' | null; header: string }

export interface CallToAuthorize {
  origin: string
  /** As the client sent it. */
  authorization: string | undefined
  tools: readonly string[]
}

export async function authorizeCall(bearer: Authorization['bearer'], { origin, authorization, tools }: CallToAuthorize): Promise<Caller | undefined | Challenge> {
  const needed = [...new Set(tools.map((tool) => policyOf(tool)?.scope ?? null).filter((scope) => scope !== null))]
  if (authorization === undefined) return needed.length === 0 ? undefined : challenge(origin, 401, null, needed)
  try {
    const caller = await bearer.check(authorization, `${origin}${mcpPath}`)
    return needed.every((scope) => caller.scopes.has(scope)) ? caller : challenge(origin, 403, 'insufficient_scope', [...new Set([...caller.scopes, ...needed])])
  } catch (cause) {
    if (!(cause instanceof AccessRefused)) throw cause
    return challenge(origin, 401, 'invalid_token', needed)
  }
}

export const isChallenge = (answer: Caller | undefined | Challenge): answer is Challenge => answer !== undefined && 'header' in answer

/** @param scopes all that the next token needs: a token of more is not taken back for one of less */
function challenge(origin: string, status: Challenge['status'], error: Challenge['error'], scopes: readonly string[]): Challenge {
  const parts = [...(error === null ? [] : [`error="${error}"`]), `resource_metadata="${origin}${metadataPath}"`, ...(scopes.length === 0 ? [] : [`scope="${scopes.join(' ')}"`])]
  return { status, error, header: `Bearer ${parts.join(', ')}` }
}
