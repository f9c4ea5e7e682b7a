/** A server that has all that the conformance suite asks for, to be served through the platform's own door: what passes here passes the way that tools take. */
import { setTimeout as pause } from 'node:timers/promises'
import { acceptedContent, type CallToolResult, createRequestStateCodec, fromJsonSchema, inputRequired, McpServer, ResourceTemplate, type ServerContext } from '@modelcontextprotocol/server'
import { randomBytes } from 'node:crypto'

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const wav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAAAAA=='
const text = (words: string): CallToolResult => ({ content: [{ type: 'text', text: words }] })
const state = createRequestStateCodec<{ round: number }>({ key: randomBytes(32), bind: ({ mcpReq }) => mcpReq.method })
const words = <Name extends string>(...names: Name[]) => fromJsonSchema<Record<Name, string>>({ type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])), required: names })
const roundOf = ({ mcpReq }: ServerContext) => mcpReq.requestState<{ round: number }>()?.round
const responses = ({ mcpReq }: ServerContext) => mcpReq.inputResponses ?? {}
const capabilitiesOf = ({ mcpReq }: ServerContext) => (mcpReq.envelope as Record<string, Record<string, unknown>> | undefined)?.['io.modelcontextprotocol/clientCapabilities'] ?? {}

const asking = {
  name: (message: string) => inputRequired.elicit({ message, requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } }),
  color: () => inputRequired.elicit({ message: 'Step 2: What is your favorite color?', requestedSchema: { type: 'object', properties: { color: { type: 'string' } }, required: ['color'] } }),
  ok: () => inputRequired.elicit({ message: 'Please confirm', requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } }),
  words: (words: string, maxTokens: number) => inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: words } }], maxTokens }),
}

export function everythingServer(): McpServer {
  const hint = { ttlMs: 60_000, cacheScope: 'public' as const }
  const server = new McpServer({ name: 'everything', version: '1' }, {
    capabilities: { logging: {}, completions: {} }, requestState: { verify: state.verify },
    cacheHints: { 'tools/list': hint, 'prompts/list': hint, 'resources/list': hint, 'resources/templates/list': hint, 'resources/read': hint, 'server/discover': hint },
  })
  contentTools(server)
  inputTools(server)
  diagnosticTools(server)
  resources(server)
  prompts(server)
  server.server.setRequestHandler('completion/complete', () => ({ completion: { values: [], total: 0, hasMore: false } }))
  return server
}

function contentTools(server: McpServer) {
  const embedded = { uri: 'test://embedded-resource', mimeType: 'text/plain', text: 'This is an embedded resource content.' }
  server.registerTool('test_simple_text', { description: 'Text' }, () => text('This is a simple text response for testing.'))
  server.registerTool('test_image_content', { description: 'An image' }, () => ({ content: [{ type: 'image', data: png, mimeType: 'image/png' }] }))
  server.registerTool('test_audio_content', { description: 'A sound' }, () => ({ content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] }))
  server.registerTool('test_embedded_resource', { description: 'A resource' }, () => ({ content: [{ type: 'resource', resource: embedded }] }))
  server.registerTool('test_multiple_content_types', { description: 'Several' }, () => ({
    content: [{ type: 'text', text: 'Multiple content types test:' }, { type: 'image', data: png, mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'test://mixed-content-resource', mimeType: 'application/json', text: '{"test":"data","value":123}' } }],
  }))
  server.registerTool('test_error_handling', { description: 'A failure' }, () => { throw new Error('This tool intentionally returns an error for testing') })
  server.registerTool('test_tool_with_progress', { description: 'Progress' }, async (ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken
    for (const progress of [0, 50, 100]) {
      if (progressToken !== undefined) await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } })
      await pause(50)
    }
    return text('Done')
  })
}

function inputTools(server: McpServer) {
  const tool = (name: string, work: (ctx: ServerContext) => ReturnType<Parameters<typeof server.registerTool>[2]>) => server.registerTool(`test_input_required_result_${name}`, { description: name }, work as never)
  tool('elicitation', (ctx) => {
    const given = acceptedContent<{ name: string }>(responses(ctx), 'user_name')
    return given ? text(`Hello, ${given.name}!`) : inputRequired({ inputRequests: { user_name: asking.name('What is your name?') } })
  })
  tool('sampling', (ctx) => {
    const given = responses(ctx)['capital_question'] as { content?: { text?: string } } | undefined
    return given ? text(given.content?.text ?? '') : inputRequired({ inputRequests: { capital_question: asking.words('What is the capital of France?', 100) } })
  })
  tool('list_roots', (ctx) => {
    const given = responses(ctx)['client_roots'] as { roots?: { uri: string }[] } | undefined
    return given ? text((given.roots ?? []).map(({ uri }) => uri).join(' ')) : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } })
  })
  tool('request_state', async (ctx) => (roundOf(ctx) === 1 ? text('state-ok') : inputRequired({ inputRequests: { confirm: asking.ok() }, requestState: await state.mint({ round: 1 }, ctx) })))
  tool('tampered_state', async (ctx) => (roundOf(ctx) === 1 ? text('state-ok') : inputRequired({ inputRequests: { confirm: asking.ok() }, requestState: await state.mint({ round: 1 }, ctx) })))
  tool('multiple_inputs', async (ctx) => (roundOf(ctx) === 1 ? text(Object.keys(responses(ctx)).join(' ')) : inputRequired({
    inputRequests: { user_name: asking.name('What is your name?'), greeting: asking.words('Generate a greeting', 50), client_roots: inputRequired.listRoots() }, requestState: await state.mint({ round: 1 }, ctx),
  })))
  tool('multi_round', async (ctx) => {
    const round = roundOf(ctx) ?? 0
    if (round === 2) return text('Done')
    return inputRequired({ inputRequests: round === 0 ? { step1: asking.name('Step 1: What is your name?') } : { step2: asking.color() }, requestState: await state.mint({ round: round + 1 }, ctx) })
  })
  tool('capabilities', (ctx) => {
    const { elicitation, sampling } = capabilitiesOf(ctx)
    return inputRequired({ inputRequests: { ...(sampling ? { words: asking.words('Say something', 50) } : {}), ...(elicitation ? { name: asking.name('What is your name?') } : {}) } })
  })
}

function diagnosticTools(server: McpServer) {
  server.registerTool('test_missing_capability', { description: 'Needs sampling' }, (ctx) => (responses(ctx)['words'] ? text('Done') : inputRequired({ inputRequests: { words: asking.words('Say something', 50) } })))
  server.registerTool('test_streaming_elicitation', { description: 'Asks' }, (ctx) => (acceptedContent(responses(ctx), 'user_name') ? text('Done') : inputRequired({ inputRequests: { user_name: asking.name('What is your name?') } })))
  const logging = async (ctx: ServerContext) => {
    for (const message of ['begun', 'at work', 'done']) await ctx.mcpReq.log('info', message)
    return text('Done')
  }
  server.registerTool('test_logging_tool', { description: 'Logs' }, logging)
  server.registerTool('test_tool_with_logging', { description: 'Logs' }, logging)
}

function resources(server: McpServer) {
  server.registerResource('static text', 'test://static-text', { description: 'Text', mimeType: 'text/plain' }, ({ href: uri }) => ({ contents: [{ uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' }] }))
  server.registerResource('static binary', 'test://static-binary', { description: 'An image', mimeType: 'image/png' }, ({ href: uri }) => ({ contents: [{ uri, mimeType: 'image/png', blob: png }] }))
  server.registerResource('template', new ResourceTemplate('test://template/{id}/data', { list: undefined }), { description: 'A template', mimeType: 'application/json' },
    ({ href: uri }, { id }) => ({ contents: [{ uri, mimeType: 'application/json', text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }) }] }))
}

function prompts(server: McpServer) {
  const user = (content: { type: 'text'; text: string } | { type: 'image'; data: string; mimeType: string } | { type: 'resource'; resource: { uri: string; mimeType: string; text: string } }) => ({ role: 'user' as const, content })
  const says = (words: string) => user({ type: 'text', text: words })
  server.registerPrompt('test_simple_prompt', { description: 'Simple' }, () => ({ messages: [says('This is a simple prompt for testing.')] }))
  server.registerPrompt('test_prompt_with_arguments', { description: 'With arguments', argsSchema: words('arg1', 'arg2') }, ({ arg1, arg2 }) => ({ messages: [says(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }))
  server.registerPrompt('test_prompt_with_embedded_resource', { description: 'With a resource', argsSchema: words('resourceUri') }, ({ resourceUri: uri }) =>
    ({ messages: [user({ type: 'resource', resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' } }), says('Please process the embedded resource above.')] }))
  server.registerPrompt('test_prompt_with_image', { description: 'With an image' }, () => ({ messages: [user({ type: 'image', data: png, mimeType: 'image/png' }), says('Please analyze the image above.')] }))
  server.registerPrompt('test_input_required_result_prompt', { description: 'Asks' }, (ctx) => {
    const given = acceptedContent<{ context: string }>(responses(ctx), 'user_context')
    return given ? { messages: [says(given.context)] }
      : inputRequired({ inputRequests: { user_context: inputRequired.elicit({ message: 'What context should the prompt use?', requestedSchema: { type: 'object', properties: { context: { type: 'string' } }, required: ['context'] } }) } })
  })
}
