/** The code by which a machine of an agency makes its key known; also from the command line, where no issuer is at work. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Authorization } from '../../identity/index.ts'
import { deviceType, scopeOf } from './credential-types.ts'
import { issuerResource } from './issue-paths.ts'
import { makeOffer, type Offer } from './make-offer.ts'

/** Seconds that an access token is good for. */
const tokenSeconds = 300

/** Seconds until a machine has to be where it belongs: whoever carries its code there has the day. */
const untilInstalled = 24 * 3600

/** What clients may be let into in order to be issued something. */
export const addIssuerResource = ({ resources }: Authorization, { credentials }: Pack) => {
  resources.add({ path: issuerResource, tokenSeconds, scopes: credentials.map((type) => ({ name: scopeOf(type), meaning: type.name, ...(type.about === 'device' ? { devices: 'all' as const } : {}) })) })
}

/** @throws notFound in a country whose machines have no ID */
export function offerDevice(authorization: Authorization, pack: Pack, origin: string, device: string): Promise<Offer> {
  const type = deviceType(pack)
  if (!type) throw new Fault(kernelFaults.notFound)
  return makeOffer(authorization, pack, origin, { kind: 'device', subject: device }, [type.id], untilInstalled)
}
