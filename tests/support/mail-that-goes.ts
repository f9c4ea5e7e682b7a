/** A mail server that goes away and comes back on its port. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export class MailThatGoes {
  /** Texts, in the order of their arrival. */
  readonly received: string[] = []
  port = 0
  #server: SMTPServer | undefined

  async start() {
    const server = new SMTPServer({
      authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, closeTimeout: 100,
      onData: (stream, _session, done) => {
        simpleParser(stream).then(({ text }) => {
          this.received.push(text ?? '')
          done()
        }, done)
      },
    })
    server.on('error', () => undefined)
    await once(server.listen(this.port, '127.0.0.1'), 'listening')
    this.port = (server.server.address() as AddressInfo).port
    this.#server = server
  }

  async stop() {
    const server = this.#server
    this.#server = undefined
    if (server) await new Promise<void>((resolve) => { server.close(() => { resolve() }) })
  }
}
