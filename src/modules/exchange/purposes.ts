import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../packages/pack-kit/schema/purpose.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { exchangeFaults } from './contract.ts'

/** Without a purpose of the pack nothing is asked and nothing is handed on. */
export function purposeOf(pack: Pack, id: string): Purpose {
  const purpose = pack.purposes.find((candidate) => candidate.id === id)
  if (!purpose) throw new Fault(exchangeFaults.noPurpose)
  return purpose
}

/** One of which the person hears at once: nothing that the law keeps sealed goes an open way. @throws exchange.only-covert */
export function openPurposeOf(pack: Pack, id: string): Purpose {
  const purpose = purposeOf(pack, id)
  if (purpose.covert) throw new Fault(exchangeFaults.onlyCovert)
  return purpose
}

/** `resident.address` → register and field. */
export function splitField(name: string): { register: string; field: string } {
  const at = name.indexOf('.')
  return { register: name.slice(0, at), field: name.slice(at + 1) }
}
