/** Refusals of the issuer as wallets read them (OpenID4VCI 1.0 section 8.3.1.2). */
export type IssueRefusal =
  | 'invalid_credential_request' | 'unknown_credential_configuration' | 'unknown_credential_identifier' | 'invalid_proof' | 'invalid_nonce'
  | 'invalid_encryption_parameters' | 'credential_request_denied' | 'invalid_transaction_id' | 'invalid_notification_id' | 'invalid_notification_request' | 'insufficient_scope'

export class IssueRefused extends Error {
  readonly code: IssueRefusal
  readonly status: number
  constructor(code: IssueRefusal, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}
