/** What the language can say and columns cannot hold: nothing is reckoned rather than something else. */
export class KernelFault extends Error {
  override name = 'KernelFault'
}
