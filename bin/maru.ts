#!/usr/bin/env node
import { runCommand } from '../src/app/cli/run-command.ts'
import { listenForStop } from '../src/app/cli/listen-for-stop.ts'

process.exit(await runCommand(process.argv.slice(2), listenForStop(process)))
