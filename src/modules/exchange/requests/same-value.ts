/** A wrong birth date makes "65 or older" wrong, too: whoever heard the answer is told, and what was kept of it is known for it. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'

/** @returns fields of the register that say the same value: itself, the one it is answered from, and every answer from that one */
export function fieldsOfSameValue(pack: Pack, { register, field }: { register: string; field: string }): string[] {
  const fields = pack.registers.find(({ id }) => id === register)?.fields ?? {}
  const rests = (name: string) => fields[name]?.answers?.field ?? name
  return [...new Set([field, ...Object.keys(fields).filter((name) => rests(name) === rests(field))])]
}
