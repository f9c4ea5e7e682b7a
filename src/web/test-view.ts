/** Views for tests of the face, on the Korean pack. */
import { fileURLToPath } from 'node:url'
import { readPackFolder } from '../../packages/pack-kit/read-folder.ts'
import type { Principal } from '../kernel/http/principal.ts'
import { createViews } from './make-view.ts'
import type { View } from './view.ts'
import { createWordings } from './wordings.ts'

export const { pack: koreanPack } = readPackFolder(fileURLToPath(new URL('../../packs/kr', import.meta.url)))

export const testWordings = createWordings(koreanPack, () => undefined)

export const makeTestView = createViews({ pack: koreanPack, wordingIn: testWordings, demonstration: true })

export const resident: Principal = { kind: 'resident', person: 'KR-DEMO-000123', name: '김하늘', session: 's' }

export function testView({ cookie = 'maru_lang=en', url = '/', principal = { kind: 'anyone' } as Principal, unread = 0 } = {}): View {
  return makeTestView({ url, headers: { cookie } }, principal, 'token', { unread })
}
