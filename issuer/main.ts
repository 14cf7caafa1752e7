#!/usr/bin/env node
import { closePrototype } from "../core/json/closed-prototype.ts";
import { run } from "./commands/run.ts";

closePrototype();
process.exitCode = await run(process.argv.slice(2));
