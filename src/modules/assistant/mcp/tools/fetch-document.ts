import Type from 'typebox'
import { strict, Uuid } from '../../../../kernel/schema/schema.ts'
import type { Credentials } from '../../../credentials/index.ts'
import { callerOf, defineTool } from './tool.ts'

export const fetchDocumentTool = (credentials: Credentials) => defineTool({
  name: 'fetch_document',
  title: 'Fetch one of my certificates',
  description: 'One certificate of the person who let this program act, as a tagged PDF that anyone can check by its QR code. It says things about the person: hand it to nobody else.',
  input: strict({ certificate: Type.String({ format: 'uuid', description: 'As my_certificates gives it' }) }),
  output: strict({ certificate: Uuid, number: Type.String(), bytes: Type.Integer(), page: Type.String() }),
  async run(call, { certificate }) {
    const { bytes, number } = await credentials.print(callerOf(call).person, certificate, call.origin)
    return { about: number, told: { certificate, number, bytes: bytes.length, page: `${call.origin}/my/documents/${certificate}.pdf` }, file: { name: `${number}.pdf`, type: 'application/pdf', bytes } }
  },
})
