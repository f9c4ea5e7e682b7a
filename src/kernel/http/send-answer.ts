/** What a page's or a form's handler has answered, as HTTP. */
import type { FastifyReply } from 'fastify'
import { Page, type PageAnswer, Pieces, SeeOther, serializeCookie } from './answers.ts'

/** @param secure cookies are for TLS alone */
export function sendAnswer(reply: FastifyReply, answer: PageAnswer, secure: boolean) {
  if (answer instanceof Page) {
    if (answer.onTo !== undefined) reply.header('refresh', `0;url=${answer.onTo}`)
    return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html)
  }
  if (answer instanceof SeeOther) {
    for (const cookie of answer.cookies) reply.header('set-cookie', serializeCookie(cookie, secure))
    return reply.redirect(answer.location, 303)
  }
  if (answer instanceof Pieces) {
    for (const cookie of answer.cookies) reply.header('set-cookie', serializeCookie(cookie, secure))
    // A proxy that gathers them would make one piece of all.
    return reply.type(answer.type).header('x-accel-buffering', 'no').send(answer.stream)
  }
  if (answer.cache !== undefined) reply.header('cache-control', answer.cache)
  if (answer.name !== undefined) reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
  return reply.type(answer.type).send(answer.bytes)
}
