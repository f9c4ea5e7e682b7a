/** A tool that programs may call: its words are fixed, its input and output typed, and what it may do stands in the table of policies. */
import type { Static, TObject } from 'typebox'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import type { Wording } from '../../../../web/wordings.ts'
import type { Outcome } from '../acts/acts.ts'
import type { ToolName } from '../policies.ts'

/** Who calls: a program, for a person who let it. */
export interface Caller { person: string; client: string; scopes: ReadonlySet<string> }

export interface Call {
  /** In the language that was asked for. */
  wording: Wording
  /** Absent where nobody has signed in; a tool with a scope is never reached then. */
  caller: Caller | undefined
  /** Of the portal, for addresses. */
  origin: string
  /** The program comes back to a question that it was given; what it says of it is only believed where it is a no. */
  answered?: { confirmation: string; action: 'accept' | 'decline' | 'cancel' }
}

/** Of a tool with a scope: the guard lets nobody else come so far. */
export function callerOf({ caller }: Call): Caller {
  if (!caller) throw new Fault(kernelFaults.signInNeeded)
  return caller
}

/** What goes back, and beside it what only the record of acts needs. */
export interface Told<Value> {
  told: Value
  /** The thing it was about, as the portal names it: a service, a receipt, a certificate. Nothing that was said. */
  about?: string
  /** For the record of acts; `told` when absent. */
  outcome?: Outcome
  file?: { name: string; type: string; bytes: Buffer }
  /** The person decides on this page before anything happens. */
  confirm?: { id: string; page: string; message: string }
}

export interface Tool {
  name: ToolName
  title: string
  description: string
  input: TObject
  output: TObject
  run(call: Call, input: Record<string, unknown>): Promise<Told<unknown>>
}

interface Definition<Input extends TObject, Output extends TObject> extends Omit<Tool, 'input' | 'output' | 'run'> {
  input: Input
  output: Output
  run(call: Call, input: Static<Input>): Promise<Told<Static<Output>>>
}

/** The one place where the types of a tool are forgotten: the protocol's server has checked the input against its schema by then. */
export const defineTool = <Input extends TObject, Output extends TObject>(definition: Definition<Input, Output>): Tool => definition as unknown as Tool
