/** An application may be deleted while a conversation is about it: that is said where it is found, and is no fault of whoever asks. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../../cases/index.ts'

export async function unlessGone<Found, Instead>(read: () => Promise<Found>, instead: () => Instead | Promise<Instead>): Promise<Found | Instead> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof Fault && cause.code === casesFaults.noSuchApplication.code) return instead()
    throw cause
  }
}
