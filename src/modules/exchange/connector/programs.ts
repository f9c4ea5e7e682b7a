/** The programs of the register side and of requesters, loaded when they are asked for: the platform itself needs none of them. */
export const connectorPrograms = {
  init: async () => (await import('./init-connector.ts')).initConnector,
  initRequester: async () => (await import('./init-connector.ts')).initRequester,
  trust: async () => (await import('./trust.ts')).addTrust,
  serve: async () => (await import('./serve-connector.ts')).serveConnector,
  listen: async () => (await import('./serve-notices.ts')).serveNotices,
  ask: async () => (await import('./ask-from-folder.ts')).openRequester,
  verify: async () => (await import('./verify-folder.ts')).verifyFolder,
}
