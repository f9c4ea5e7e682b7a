/** Every command, loaded only when it is the one asked for. */
import type { Command } from './command.ts'

export const commands: Record<string, Command> = {
  demo: {
    usage: 'demo', summary: 'Start the demonstration: database, registers and portal, with fictitious people (npm start)',
    run: async (words, stop) => (await import('./demo.ts')).demo(words, stop),
  },
  serve: {
    usage: 'serve', summary: 'Start in production; see docs/guides/operate.md',
    details: 'Needs MARU_ADDRESS, MARU_SECRET_FILE, MARU_SIGNING_KEY_FILE, MARU_KEYS_FILE and a first administrator (maru admin invite). Logs JSON lines to standard error.',
    run: async (words, stop) => (await import('./serve.ts')).serve(words, stop),
  },
  'admin invite': {
    usage: 'admin invite --agency <id> --name <name>', summary: 'Print a one-time link by which an agency’s administrator signs in first',
    run: async (words) => (await import('./invite-administrator.ts')).invite(words),
  },
  backup: {
    usage: 'backup <folder>', summary: 'Copy the database while it is in use',
    details: 'The folder must not exist or be empty. Secrets are not in a backup: keep MARU_SECRET_FILE, MARU_SIGNING_KEY_FILE and MARU_KEYS_FILE apart.',
    run: async (words) => (await import('./backup.ts')).backup(words),
  },
  restore: {
    usage: 'restore <folder>', summary: 'Put a backup into an empty data folder (MARU_DATA)',
    run: async (words) => (await import('./restore.ts')).restore(words),
  },
  'config --explain': {
    usage: 'config --explain', summary: 'Show every setting, its value, where it comes from and what it means',
    run: async () => (await import('./explain.ts')).explain(),
  },
  'key new': {
    usage: 'key new <file>', summary: 'Make a signing key for certificates',
    run: async (words) => (await import('./new-key.ts')).newKey(words),
  },
  'key new-push': {
    usage: 'key new-push <file>', summary: 'Make a key for web push, and print its public half for MARU_CHANNELS_FILE',
    run: async (words) => (await import('./new-push-key.ts')).newPushKey(words),
  },
  'keys new': {
    usage: 'keys new <file> --host <name> --country <code>', summary: 'Make the keys that sign credentials, status lists and sign-ins, with certificates below a root of their own',
    run: async (words) => (await import('./keys.ts')).newKeys(words),
  },
  'keys rotate': {
    usage: 'keys rotate <use> [--leaked] [--in-token] [--file <file>]', summary: 'Make the next key of a use: published at once, signing two hours later',
    details: 'Uses: authorization, credentials, encryption, metadata, requests, status. With --leaked the new key signs at once, and nothing that the old ones signed is believed. With --in-token the new key is made in the token that keys token has named, and never leaves it: for credentials and status.\nEvery running process sees the new file within a second. The root’s private half is needed here and nowhere else: it can be kept out of the file in between.',
    run: async (words) => (await import('./keys.ts')).rotateKeys(words),
  },
  'keys token': {
    usage: 'keys token --module <library> --label <token> --pin-file <file> [--file <file>]', summary: 'Name the token (PKCS#11) in which keys are made from now on',
    details: 'Needs pkcs11-tool (Debian package opensc). Nothing moves by itself: keys rotate <use> --in-token makes the next key there. docs/guides/operate.md',
    run: async (words) => (await import('./keys.ts')).nameToken(words),
  },
  'keys show': {
    usage: 'keys show [--file <file>]', summary: 'List the keys of every use, from when they sign, and until when their certificates hold',
    run: async (words) => (await import('./keys.ts')).showKeys(words),
  },
  'pack check': {
    usage: 'pack check <folder> [--json]', summary: 'Find every mistake in a country pack, with file, pointer and advice',
    run: async (words) => (await import('./check-pack.ts')).check(words),
  },
  'pack bpmn': {
    usage: 'pack bpmn <folder> (--event <id> | --service <id>) [--language <tag>]', summary: 'Print a life event, or one of its services, as a BPMN 2.0 process with its picture',
    details: 'A pool for the applicant and for each agency, a task for each page and each decision, a timer for each clock of the law. docs/guides/bpmn.md says what is not drawn.',
    run: async (words) => (await import('./pack-bpmn.ts')).packBpmn(words),
  },
  'rules explain': {
    usage: 'rules explain --pack <folder> --facts <file> --on <day> [--rule <service>] [--json]', summary: 'What one household is owed, why, why not the rest, and what is worth asking',
    details: 'The facts are JSON: { "household": { "size": 3 }, "newborn": [{ "birth_date": "2026-10-20" }] }. A fact that is not known is null or left out.\n--known <day> leaves out what was published later; --language <tag> chooses the words; --record <file> --key <file> writes a signed decision record.',
    run: async (words) => (await import('./rules/explain.ts')).explain(words),
  },
  'rules show': {
    usage: 'rules show --pack <folder> --rule <service> [--format text|svg|mermaid|json] [--on <day>] [--language <tag>]', summary: 'A rule for readers: sentences, values, figures with their days, and a drawing of how it is reached',
    details: 'text is what the page /rules/<service> says; svg and mermaid are its drawing; json holds all of it for programs. Figures inside the sentences are those of --on, or of today.',
    run: async (words) => (await import('./rules/show.ts')).show(words),
  },
  'rules test': {
    usage: 'rules test --pack <folder> [--json]', summary: 'Run the worked examples of a pack',
    run: async (words) => (await import('./rules/test-examples.ts')).testExamples(words),
  },
  'rules format': {
    usage: 'rules format --pack <folder> [--check] [--json]', summary: 'Give the pages of the law one layout; --check only tells',
    run: async (words) => (await import('./rules/format.ts')).format(words),
  },
  'rules rerun': {
    usage: 'rules rerun <record> --pack <folder> --keys <file> [--json]', summary: 'Reach a past decision again from its signed record, and compare the bits',
    run: async (words) => (await import('./rules/rerun.ts')).rerun(words),
  },
  'catalogue import gov24': {
    usage: 'catalogue import gov24 <file or address>', summary: 'Load services from the national service API’s format',
    run: async (words) => (await import('./import-catalogue.ts')).importCatalogue(words),
  },
  'assistant eval': {
    usage: 'assistant eval --documents <file> --questions <file> [--lang ko|en|vi] [--model <file>] [--json]', summary: 'Measure the search on a foreign collection',
    details: 'Files: {"documents": [{"id", "title", "text"}], "questions": [{"q", "gold": [id]}]}; one file may hold both. Prints the share of questions whose document is among the first 1, 3, 5 and 10, and milliseconds.\n--model asks the servers of such a file (see MARU_MODEL_FILE) besides: it measures what they add, and sends them the collection and the questions.',
    run: async (words) => (await import('./assistant-eval.ts')).evaluateRetrieval(words),
  },
  'rules population': {
    usage: 'rules population --pack <folder> --people <number> [--reform <file> [--against <day>]] [--on <day>] [--known <day>] [--seed <number>] [--out <folder>] [--format columns|parquet] [--json]',
    summary: 'Draw a synthetic population of a pack and reckon its law for everybody; with a reform, before and after',
    details: 'The people are fitted to the pack’s population.json, and how well they fit is told. A reform is a page of rules whose texts take the place of those of the same name. One that is law by now is set against the law before it with --against: what it replaces counts before it as it was known on that day. --out writes the people as files for rules run.',
    run: async (words) => (await import('./simulate-population.ts')).simulatePopulation(words),
  },
  'rules run': {
    usage: 'rules run --pack <folder> --columns <folder> --out <folder> [--on <day>] [--known <day>] [--given <fact>=<value>] [--only <name>] [--format columns|parquet] [--json]',
    summary: 'Reckon the law of a pack for everybody in a folder of column files or Parquet files',
    details: 'Both are described in docs/reference/column-files.md; the results are written as the people stand, or as --format says. --given names a fact that is the same for everybody, such as application.date=2026-11-02; --only a service or a definition (person.income); both can stand several times. Broken rows are listed in broken.jsonl.',
    run: async (words) => (await import('./run-rules.ts')).runRules(words),
  },
  'rules cohort': {
    usage: 'rules cohort --pack <folder> --columns <folder> [--of household|person] [--where <condition>] [--owed <service>] [--not-owed <service>] [--receiving <service>] [--not-receiving <service>] [--by <fact>] [--sum <result>] [--on <day>] [--known <day>] [--given <fact>=<value>] [--sql] [--json]',
    summary: 'Count the households or persons of whom a condition over all rules and facts of a pack holds',
    details: 'A condition is written in the rule language: --where "household.region is \'seoul\' and any of members where member.disabled is true". All conditions must hold; each option can stand several times.\n--receiving reads the columns <entity>.<service>.received; --by tells the counts apart by a fact or definition; --sum adds up a result of rules run, such as household.benefits.year. --sql prints the question as DuckDB SQL and asks nothing.',
    run: async (words) => (await import('./rules/cohort.ts')).cohort(words),
  },
  'rules pass': {
    usage: 'rules pass --pack <folder> [--columns <folder> --out <folder> [--last <folder>] [--on <day>] [--ahead <day>] [--given <fact>=<value>]] [--json]',
    summary: 'Compare the law with everybody: who gains, who loses, who is about to, and how many are owed what they do not have',
    details: 'Without --columns it reads the registers (those of the demonstration, or MARU_REGISTERS_FILE) under the purpose that purposes.json calls one for everybody, keeps what it finds, and sends each person one digest. It goes on where it was stopped.\n--columns is a pure run over column files: it writes who is owed what, and what changed since --last, the folder that the last one wrote.',
    run: async (words, stop) => (await import('./rules/pass.ts')).pass(words, stop),
  },
  'assistant intents': {
    usage: 'assistant intents --train <file> --test <file> [--lang ko|en|vi] [--json]', summary: 'Measure how well intents are learnt from examples',
    details: 'Files: {"utterances": [{"text", "intent"}]}; the intent oos, out_of_scope or null is out of scope. Prints the share that is right in scope, and of those out of scope that were seen.',
    run: async (words) => (await import('./assistant-intents.ts')).evaluateIntents(words),
  },
  'assistant off': {
    usage: 'assistant off --reason <words>', summary: 'Switch the whole assistant off, on every channel and for programs',
    details: 'It holds in every process with the next message. Whoever asks is told so and shown the search, the telephone and a person; conversations are kept. The reason stands in the record of acts.',
    run: async (words) => (await import('./switch-assistant.ts')).switchAssistant(words, true),
  },
  'assistant on': {
    usage: 'assistant on --reason <words>', summary: 'Switch the assistant on again; conversations go on where they stood',
    run: async (words) => (await import('./switch-assistant.ts')).switchAssistant(words, false),
  },
  'evidence verify': {
    usage: 'evidence verify <file> [--policy <file>] [--roots <file>] [--court <file>]', summary: 'Check one look at somebody’s data, from its file alone: what it says, the proof, the log’s signature, the witnesses, the time-stamps',
    details: 'The policy (C2SP tlog-policy) names the keys that you trust; without one, those in the file are taken, which shows that nothing has changed since but not who signed.\npackages/evidence/verify-evidence.mjs does the same and shares no code with the platform.',
    run: async (words) => (await import('./verify-evidence.ts')).verifyEvidenceFile(words),
  },
  'trust add': {
    usage: 'trust add <file or https address> --root <certificate> [--address <https address>] [--file <file>], or trust add <did:webvh:…> --type <type>… [--status <https address>]…', summary: 'Check another country’s signed list of issuers, show it, and believe the issuers on it',
    details: 'The root certificate comes from that country by another way than the list: compare its fingerprint with them. A list ends by itself; a newer one takes its place, fetched each night from the https address that it was added from, or that --address says.\nAn issuer named by did:webvh needs no root: its name holds the first entry of its history. Say which types (vct, docType) it may issue, and where its status lists begin.',
    run: async (words) => (await import('./trust.ts')).addTrust(words),
  },
  'trust show': {
    usage: 'trust show [--file <file>]', summary: 'Whose lists are believed, by which root, until when, and who may issue what',
    run: async (words) => (await import('./trust.ts')).showTrust(words),
  },
  'trust fetch': {
    usage: 'trust fetch [--file <file>]', summary: 'Fetch every believed list anew, as the platform does each night',
    details: 'A list is believed by the root that it was added with, and never goes back. Where nothing good comes the one before stays to its end, and the reason is shown; the command then ends with 1.',
    run: async (words) => (await import('./trust.ts')).fetchTrust(words),
  },
  'trust remove': {
    usage: 'trust remove <whose list> [--file <file>]', summary: 'No longer believe the issuers on a list',
    run: async (words) => (await import('./trust.ts')).removeTrust(words),
  },
  'witness new': {
    usage: 'witness new --folder <folder> --name <name>', summary: 'Make the folder and key of a witness over transparency logs, and print its public half',
    run: async (words) => (await import('./witness.ts')).newWitness(words),
  },
  witness: {
    usage: 'witness --folder <folder> [--host <address>] [--port <number>]', summary: 'Run a witness: it cosigns a log’s checkpoints as long as each grows out of the one before',
    details: 'The folder holds witness.key (maru witness new) and logs: the verifier keys of the logs to watch over, one a line. It is for another machine and another office than the platform’s.',
    run: async (words, stop) => (await import('./witness.ts')).witness(words, stop),
  },
  'court new': {
    usage: 'court new <file> --name <name>', summary: 'Make a key of a court, and print its public half for MARU_COURT_FILE',
    run: async (words) => (await import('./court.ts')).newCourtKey(words),
  },
  'court sign': {
    usage: 'court sign <order> --key <file> [--until <day>]', summary: 'Sign an order that keeps looks of an inquiry sealed for longer, and print it',
    details: 'The order is the text of /console/sealed, or the order as another key of the court has signed it. With --until the first who signs writes an earlier day into it.\nMARU_COURT_FILE names the court’s keys, a line each: threshold <number>, key <verifier key>.',
    run: async (words) => (await import('./court.ts')).signOrder(words),
  },
  'connector init': {
    usage: 'connector init --folder <folder> --register <id> --source <kind> --at <file or address> --key <column> [--table <name>]', summary: 'Make the folder of a register’s connector: its keys, and a mapping to fill in',
    details: 'Kinds of source: csv and excel (--at a file that is dropped there), postgresql and mariadb (--at an address, --table a table or view), rest (--at an address with {subject} in it).\nWith --requester <agency> in place of --register the folder is for an agency that only asks. MARU_PACK names the pack.',
    run: async (words) => (await import('./connector.ts')).initConnector(words),
  },
  'connector trust': {
    usage: 'connector trust --folder <folder> (--log <verifier key> | --requester <file> | --register <file>)', summary: 'Name a log, a requester or a register that this folder believes',
    run: async (words) => (await import('./connector.ts')).trustParty(words),
  },
  'connector run': {
    usage: 'connector run --folder <folder> [--host <address>] [--port <number>]', summary: 'Run a register’s connector: signed questions in, encrypted answers out, purpose and fields checked at the source',
    details: 'The folder holds keys.json, mapping.json, trust.json and the connector’s own evidence. It is for the agency’s machine, behind its own TLS.',
    run: async (words, stop) => (await import('./connector.ts')).runConnector(words, stop),
  },
  'connector listen': {
    usage: 'connector listen --folder <folder> [--host <address>] [--port <number>] [--erase <address>]', summary: 'Hear, as the agency of this folder, that a person has taken a consent back, and answer under its signature',
    details: 'The address that the platform reaches stands under "notices" in public.json. --erase names the agency’s own service, which gets the notice and says what it did.',
    run: async (words, stop) => (await import('./connector.ts')).listenForNotices(words, stop),
  },
  'connector ask': {
    usage: 'connector ask --folder <folder> --platform <address> --register <id> --person <id> --purpose <id> --case <id> --fields <a,b> [--warrant <number>]', summary: 'Ask a register through the platform, as the agency of this folder',
    details: 'With --warrant the question is covert: for a purpose whose law keeps the look from the person for a while. --case is then the inquiry.',
    run: async (words) => (await import('./connector.ts')).askOnce(words),
  },
  'connector verify': {
    usage: 'connector verify --folder <folder>', summary: 'Check a connector’s evidence: every line in its place, under the register’s own signature',
    run: async (words) => (await import('./connector.ts')).verifyConnector(words),
  },
  'device enrol': {
    usage: 'device enrol --file <file> --offer <link> --code <code>', summary: 'On a device of an agency: make its key, and have it recognised by the code that the agency’s page shows',
    details: 'The file is for its owner alone (0600) and holds the key, which is nowhere else. A mistyped code may be typed again. docs/guides/devices.md',
    run: async (words) => (await import('./device.ts')).enrolDevice(words),
  },
  'device heartbeat': {
    usage: 'device heartbeat --file <file> [--said <words>] [--every <seconds>]', summary: 'Tell the platform that the device works; its credential is renewed in time',
    run: async (words, stop) => (await import('./device.ts')).heartbeat(words, stop),
  },
  'device renew': {
    usage: 'device renew --file <file> [--new-key]', summary: 'Renew the device’s credential, for the same key or a new one',
    run: async (words) => (await import('./device.ts')).renewDevice(words),
  },
  'device show': {
    usage: 'device show --file <file>', summary: 'What the platform has of the device: its agency, what it may do, when its credential ends',
    run: async (words) => (await import('./device.ts')).showDevice(words),
  },
  'device register': {
    usage: 'device register --agency <id> --kind <kind> --name <name> --place <place> [--scope <scope> …]', summary: 'Register a machine of an agency, and print the offer and the code by which it makes its key known',
    details: 'What an administrator does at /console/devices. Kinds: kiosk, sensor-gateway, door-reader. Beside device.self, which every machine has, the scopes that are named, such as device.report.',
    run: async (words) => (await import('./device-operator.ts')).register(words),
  },
  'device code': {
    usage: 'device code <id>', summary: 'Another code for a machine that is registered; the codes before it end',
    run: async (words) => (await import('./device-operator.ts')).code(words),
  },
  'device list': {
    usage: 'device list [--agency <id>] [--json]', summary: 'Machines of all agencies, or of one: whether each works, when it was heard, and which of them called from two places',
    run: async (words) => (await import('./device-operator.ts')).list(words),
  },
  'device end': {
    usage: 'device end <id>', summary: 'End a machine for good: it is out at once, and its credential is revoked',
    run: async (words) => (await import('./device-operator.ts')).end(words),
  },
  registers: {
    usage: 'registers', summary: 'Run the demonstration registers alone',
    run: async (words, stop) => (await import('./registers.ts')).registers(words, stop),
  },
}
