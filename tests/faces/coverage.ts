/** Which routes of the house people meet and no walk has visited. */
import type { RouteEntry } from '../../src/kernel/http/http.ts'
import type { Seen } from './look.ts'

/** Forms that always lead on to another page, or answer with a fault: nothing of theirs can be put right. */
const leadOn = [
  '/ask/answers/:answer/rating', '/console/conversations/:conversation/ratings', '/console/lessons/:lesson/measure', '/console/lessons/:lesson/decision', '/console/lessons/:lesson/withdrawal',
  '/sign-in/passkey', '/sign-out', '/my/passkeys', '/my/passkeys/name', '/my/passkeys/remove', '/console/passkeys', '/console/passkeys/name', '/console/passkeys/remove', '/invitation/:token', '/invitation/:token/demonstration', '/console/team/:official/end',
  '/my/data/consents/:id/withdraw', '/my/data/consents/:id/renew', '/my/data/held/file', '/console/data-requests/:id/noted', '/my/applications/:receipt/withdraw', '/my/inbox/settings/contacts/:id/first', '/my/inbox/settings/contacts/:id/remove',
  '/console/parts/:part/holder', '/console/load/hand-over', '/console/deputies/:deputy/end', '/console/deputies/:deputy/read', '/console/payments/reconciliation', '/console/payments/:payment/retry', '/partners/:partner/trial-notice', '/partners/:partner/send-again', '/console/partners/:partner/approve', '/console/partners/:partner/cut-off', '/console/programs/:program/trial', '/console/programs/:program/again', '/console/programs/:program/end', '/console/pass', '/ask/human', '/ask/human/take-back', '/ask/fill', '/ask/forget', '/ask/start/:answer', '/ask/start/:answer/talk', '/ask/channels/:link/end', '/ask/channels/speaker/:channel/end',
  '/my/wallet/:issuance/revoke', '/my/wallet/revoke/all', '/my/payments/monthly/:line/stop', '/verify/mandate', '/present/:id/digital', '/console/sign-in/wallet', '/console/official-id/:issuance/revoke', '/console/devices/:id/hold', '/console/devices/:id/release', '/console/devices/:id/end', '/console/trust/lists', '/console/cards/:hold/let-go', '/console/cards/everybody',
  '/my/mandates/accept/answer', '/my/mandates/:id/act', '/my/mandates/:id/end', '/my/mandates/leave', '/console/mandates/:id/confirm', '/console/mandates/:id/end',
  '/register/passkey', '/register/letter/passkey', '/my/letters/:id/stop', '/console/letters/:id/send', '/console/letters/:id/stop', '/register/demonstration', '/my/registrations/:id/stop', '/console/registrations/:id/stop', '/console/registrations/:id/sheet', '/my/trusted/accept/answer', '/my/trusted/people/:trust/end',
  '/apply/:id/agree-to-all', '/apply/:id/delete', '/apply/:id/newer-form', '/apply/:id/contributions/:contribution/end', '/my/contributions/:id/decline', '/console/services/versions', '/console/services/versions/:version/questions/:fact/place', '/console/services/versions/:version/drafts', '/sign-in/wallet', '/console/requests/:template/withdraw', '/my/agents/end', '/my/calendar/address/end', '/my/due/:duty/stop', '/my/due/:duty/again',
  '/my/counter/:visit/stop', '/console/counter/:visit/language', '/console/counter/:visit/finish', '/console/counter/:visit/hand-over', '/console/counter/:visit/newer-form', '/console/counter/:visit/summary',
  '/console/conversations/skills', '/console/conversations/:conversation/claim', '/console/conversations/:conversation/return', '/console/conversations/:conversation/forward', '/console/model',
]

/** Addresses that always lead on to another page. */
const passages = ['/present/:id/return', '/sign-in/national', '/sign-in/national/return']

/** Pages that say nothing but that something cannot go on. */
const refusals = ['/authorize/refused']

/** @returns `GET /path` of every page, and `POST /path` of every form that can come back with mistakes */
export function missedBy(seen: readonly Pick<Seen, 'method' | 'route' | 'status'>[], routes: readonly RouteEntry[]): string[] {
  const visited = new Set(seen.filter(({ method, status, route }) => status < 400 || method === 'POST' || refusals.includes(route)).map(({ method, route }) => `${method} ${route}`))
  const wanted = routes.filter(({ kind, path }) => (kind === 'page' && !passages.includes(path)) || (kind === 'form' && !leadOn.includes(path)))
  return wanted.map(({ method, path }) => `${method} ${path}`).filter((route) => !visited.has(route))
}
