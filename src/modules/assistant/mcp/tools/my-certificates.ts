import Type from 'typebox'
import { Instant, strict, Uuid } from '../../../../kernel/schema/schema.ts'
import type { Credentials } from '../../../credentials/index.ts'
import { Language, nameIn } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const myCertificatesTool = (credentials: Credentials) => defineTool({
  name: 'my_certificates',
  title: 'List my certificates',
  description: 'The certificates of the person who let this program act, newest first, with the id that fetch_document takes.',
  input: strict({ language: Language }),
  output: strict({ certificates: Type.Array(strict({ certificate: Uuid, number: Type.String(), name: Type.String(), issuedAt: Instant, revoked: Type.Boolean(), page: Type.String() })) }),
  async run(call, _input) {
    const { wording: { pack, text }, origin } = call
    const rows = await credentials.list(callerOf(call).person)
    return {
      told: {
        certificates: rows.map(({ id, number, service, issued_at, revoked_at }) => ({ certificate: id, number, name: nameIn(text, pack.services, service), issuedAt: issued_at.toISOString(), revoked: revoked_at !== null, page: `${origin}/my/documents/${id}.pdf` })),
      },
    }
  },
})
