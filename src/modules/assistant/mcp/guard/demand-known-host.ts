/**
 * A page of another site must not reach this server through a name that it has bent to this machine (DNS rebinding; the protocol's
 * transport demands the check). Programs that are no browsers send no Origin.
 */
import type { FastifyRequest } from 'fastify'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'

const onThisMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/** @param address public origin; without one only the names of this machine count */
export function demandKnownHost({ host, headers }: Pick<FastifyRequest, 'host' | 'headers'>, address: string | undefined) {
  const [called, sender] = [URL.parse(`http://${host}`), headers.origin === undefined ? undefined : URL.parse(headers.origin)]
  const known = address === undefined
    ? [called, sender].every((url) => url === undefined || (url !== null && onThisMachine.has(url.hostname)))
    : called?.host === new URL(address).host && (sender === undefined || sender?.origin === address)
  if (!known) throw new Fault(kernelFaults.notFromHere)
}
