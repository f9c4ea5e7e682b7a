/** The way to the agencies' bank. Each adapter passes the same contract suite (bank.test.ts). */

export interface Instruction {
  /** A UUID: however often it comes, the bank pays under it once. */
  key: string
  agency: string
  /** As the resident wrote it: bank and number. */
  to: string
  /** In the currency's smallest unit. */
  amount: number
}

export type Answer =
  | { accepted: true; reference: string }
  /** It will never be paid under this key. @see reason: ISO 20022 ExternalStatusReason1Code, such as AC04 */
  | { accepted: false; reason: string }

export interface StatementLine {
  /** The bank's own, unique on the account. */
  bankReference: string
  /** The reference of the entry, where this is one of several transactions that are booked as one sum. */
  sum?: string
  /** Smallest unit; into the account above zero, out of it below. */
  amount: number
  /** `YYYY-MM-DD` */
  bookedOn: string
  /** Key of the instruction, or what a payer wrote. */
  reference: string | null
  isReturn: boolean
  /** The bank takes an entry of its own back (`RvslInd`). */
  isReversal?: boolean
  /** Of a return: ISO 20022 ExternalReturnReason1Code. */
  reason: string | null
}

export interface Statement {
  bankId: string
  sequence: number
  opening: number
  closing: number
  /** The day of its closing balance, `YYYY-MM-DD`: until then it knows everything. */
  closedOn: string
  lines: StatementLine[]
}

/** What the bank announces before its statement: some of what it has booked. */
export interface Notification {
  bankId: string
  sequence: number
  /** The agency's account there, in whose entries the bank's references are unique. */
  account: string
  lines: StatementLine[]
}

export interface Bank {
  /** The agency's account there, into which people pay; undefined: none is connected. */
  accountOf(agency: string): string | undefined
  /** Resolves with the bank's word. @throws Error where there was none: nothing is known, and the same key is tried again */
  pay(instruction: Instruction): Promise<Answer>
  /**
   * The statement of that number, which never changes once it is there; undefined: not yet written.
   * @throws Error where the bank is silent, or says what cannot be read or does not add up
   */
  statement(agency: string, sequence: number): Promise<Statement | undefined>
  /**
   * The notification of that number; undefined: there is none yet. A bank that announces nothing has no such function: its statement says it all.
   * @throws Error as `statement` does
   */
  notification?(agency: string, sequence: number): Promise<Notification | undefined>
}
