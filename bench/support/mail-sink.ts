/** A mail server in a process of its own, so that its CPU is not the platform's: takes everything, and counts what it has seen. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { SMTPServer } from 'smtp-server'

export interface Seen { messages: number; repeated: number; cpuSeconds: number }

/** Starts it; `seen` counts since the last `seen`. */
export async function startMailSink() {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: [] })
  const [port] = await once(child, 'message') as [number]
  return {
    port,
    async seen(): Promise<Seen> {
      child.send('seen')
      const [seen] = await once(child, 'message') as [Seen]
      return seen
    },
    stop: () => { child.kill() },
  }
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  const identities = new Set<string>()
  let [repeated, before, cpu] = [0, 0, process.cpuUsage()]
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, disableReverseLookup: true,
    onData(stream, _session, done) {
      let head = ''
      stream.on('data', (chunk: Buffer) => { if (head.length < 4_096) head += chunk.toString('latin1') })
      stream.on('end', () => {
        const identity = /^message-id: *(.+)$/im.exec(head)?.[1] ?? 'none'
        if (identities.has(identity)) repeated += 1
        identities.add(identity)
        done()
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1', () => process.send!((listening.address() as AddressInfo).port))
  process.on('message', () => {
    const spent = process.cpuUsage(cpu)
    process.send!({ messages: identities.size - before, repeated, cpuSeconds: (spent.user + spent.system) / 1e6 } satisfies Seen)
    ;[before, repeated, cpu] = [identities.size, 0, process.cpuUsage()]
  })
}
