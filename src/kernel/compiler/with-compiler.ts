/** The compiler of what browsers run is a process of its own, which all in this one share: whoever is done stops it for nobody who is still at work. */
import { stop } from 'esbuild'

let atWork = 0

/** Its process is 30 MB that nobody needs once the last has what it asked for. */
export async function withCompiler<Result>(work: () => Promise<Result>): Promise<Result> {
  atWork += 1
  try {
    return await work()
  } finally {
    atWork -= 1
    await restCompiler()
  }
}

/** Stops it, unless somebody is at work. */
export async function restCompiler() {
  if (atWork === 0) await stop()
}
