/** Between the library's part and the answer: what the request has changed becomes durable, or the answer is a refusal. */
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Log } from '../../../../kernel/log/log.ts'
import type { StateWriter } from './write-state.ts'

export function finishWith(writer: StateWriter, log: Pick<Log, 'warn'>) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next()
    try {
      await writer.finish(ctx)
    } catch (cause) {
      const known = cause instanceof errors.OIDCProviderError
      if (!known) log.warn({ cause: (cause as Error).message, path: ctx.path }, 'authorization server')
      refuse(ctx, known ? cause : { status: 500, error: 'server_error', error_description: 'what was asked for could not be kept' })
    }
  }
}

/** Nothing of what would have been given goes. */
function refuse(ctx: KoaContextWithOIDC, { status, error, error_description: description }: { status: number; error: string; error_description?: string | undefined }) {
  for (const name of ['set-cookie', 'location']) ctx.remove(name)
  if (ctx.method === 'GET' && ctx.accepts('json', 'html') === 'html') {
    ctx.redirect(`/authorize/refused?reason=${encodeURIComponent(error)}`)
    return
  }
  ctx.status = status
  ctx.body = { error, ...(description === undefined ? {} : { error_description: description }) }
}
