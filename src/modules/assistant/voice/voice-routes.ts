/** An answer as sound, for whoever may read it: nothing of anybody's own is read here. */
import type { FastifyRequest } from 'fastify'
import { File } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { type Answer, assistantFaults } from '../contract.ts'
import type { Owner } from '../converse/owner.ts'
import { sentencesOf } from '../pages/live-view.tsx'
import type { AssistantRoutes } from '../routes.ts'
import type { ServerVoice } from './server-voice.ts'

/** What states something; of one's own matters an answer holds no words. */
export const isHeard = (voice: ServerVoice | undefined, { kind, language }: Answer): voice is ServerVoice => voice !== undefined && !/^(?:own|setting)/.test(kind) && voice.speaks(language)

export function voiceRoutes(http: Http<View>, voice: ServerVoice, { assistant, wordingIn }: Pick<AssistantRoutes, 'assistant' | 'wordingIn'>, ownerOf: (request: FastifyRequest, principal: Principal) => Owner) {
  http.page('/ask/answers/:answer/voice.wav', { who: 'anyone', params: strict({ answer: Uuid }) }, async ({ params: { answer: id }, principal, request }) => {
    const { answer } = await assistant.answer(ownerOf(request, principal), id)
    if (!isHeard(voice, answer)) throw new Fault(assistantFaults.noSuchAnswer)
    const text = sentencesOf(wordingIn(answer.language), answer).map((one) => one.text).join('\n')
    // It never changes; a player asks for it again and again.
    return new File(await voice.read(text, answer.language), 'audio/wav', { cache: 'private, max-age=3600' })
  })
}
