/**
 * What the conformance suite asks of a server that has everything, and this one does not have: each with the reason. The same
 * scenarios run through the same door against a server that has it all (`everything.ts`), so that nothing of the way is unproven.
 */
const fixture = 'calls a tool of the suite\'s own, which a public service does not offer'
const noPrompts = 'prompts are not offered: what a program says to a person is not the state\'s to write'
const noResources = 'resources are not offered: pages have addresses, documents are fetched by a tool that asks for its scope'
const noTasks = 'tasks are an extension (SEP-2663): every tool answers at once'

/** Scenario, or scenario and check, to the reason. */
export const notApplicable: Record<string, string> = {
  'completion-complete': 'completion is offered for prompts and resources only',
  ...Object.fromEntries(['simple-text', 'image', 'audio', 'embedded-resource', 'mixed-content', 'error', 'with-progress', 'with-logging', 'sampling', 'elicitation'].map((kind) => [`tools-call-${kind}`, fixture])),
  ...Object.fromEntries(['list', 'read-text', 'read-binary', 'templates-read', 'subscribe', 'unsubscribe'].map((kind) => [`resources-${kind}`, noResources])),
  ...Object.fromEntries(['list', 'get-simple', 'get-with-args', 'get-embedded-resource', 'get-with-image'].map((kind) => [`prompts-${kind}`, noPrompts])),
  ...Object.fromEntries(['basic-elicitation', 'basic-sampling', 'basic-list-roots', 'request-state', 'multiple-input-requests', 'multi-round', 'non-tool-request', 'result-type', 'tampered-state', 'capability-check']
    .map((kind) => [`input-required-result-${kind}`, fixture])),
  ...Object.fromEntries(['lifecycle', 'capability-negotiation', 'wire-fields', 'request-state-removal', 'mrtr-input', 'request-headers', 'dispatch-and-envelope', 'required-task-error', 'mrtr-composition']
    .map((kind) => [`tasks-${kind}`, noTasks])),
  'elicitation-sep1034-defaults': fixture,
  'elicitation-sep1330-enums': fixture,
  'json-schema-2020-12': fixture,
  'http-custom-header-server-validation': 'no tool asks for a header of its own (SEP-2243 is optional)',
  'logging-set-level': 'the server sends no log messages to programs; the capability is deprecated (SEP-2577)',
  'server-stateless:sep-2575-server-rejects-undeclared-capability': fixture,
  'server-stateless:sep-2575-missing-capability-http-400': fixture,
  'server-stateless:sep-2575-http-server-no-independent-requests-on-stream': fixture,
  'server-stateless:sep-2575-server-no-log-without-loglevel': fixture,
  'caching:sep-2549-prompts-list-caching-hints': noPrompts,
  'caching:sep-2549-resources-list-caching-hints': noResources,
  'caching:sep-2549-resources-templates-list-caching-hints': noResources,
}

const session = 'needs a session in which the server calls the client (2025-11-25); one address without sessions serves old programs, and gives them the page as an address'

/** The same for a server that has everything, behind the same door. */
export const notOfOneAddress: Record<string, string> = {
  ...Object.fromEntries(['lifecycle', 'capability-negotiation', 'wire-fields', 'request-state-removal', 'mrtr-input', 'request-headers', 'dispatch-and-envelope', 'required-task-error', 'mrtr-composition']
    .map((kind) => [`tasks-${kind}`, noTasks])),
  'http-custom-header-server-validation': 'optional, and not scored: no tool asks for a header of its own (SEP-2243)',
  'json-schema-2020-12': 'not scored: the suite\'s own reference cannot pass it yet',
  'tools-call-sampling': session,
  'tools-call-elicitation': session,
  'elicitation-sep1034-defaults': session,
  'elicitation-sep1330-enums': session,
  'resources-subscribe': session,
  'resources-unsubscribe': session,
}

/** @returns failures that have no reason, and reasons that nothing needs any more */
export function judge(scenarios: readonly { name: string; failed: readonly string[] }[], excused: Record<string, string>): { failures: string[]; used: Set<string> } {
  const used = new Set<string>()
  const failures = scenarios.flatMap(({ name, failed }) => failed.flatMap((failure) => {
    const key = [name, `${name}:${failure.split(':', 1)[0]!}`].find((one) => Object.hasOwn(excused, one))
    if (key === undefined) return [`${name}: ${failure}`]
    used.add(key)
    return []
  }))
  return { failures, used }
}
