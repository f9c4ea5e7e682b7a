import webPush from 'web-push'
import { print } from './command.ts'
import { oneWord } from './parse-words.ts'
import { writeNewFile } from './write-new-file.ts'

/** A VAPID key (RFC 8292). Browsers subscribe to its public half: with another key, all of them have to subscribe anew. */
export async function newPushKey(words: string[]): Promise<number> {
  const file = oneWord(words, 'file')
  const { publicKey, privateKey } = webPush.generateVAPIDKeys()
  writeNewFile(file, `${privateKey}\n`)
  print(`${file} holds the private key: name it as privateKeyFile. The public one, for publicKey: ${publicKey}`)
  return 0
}
