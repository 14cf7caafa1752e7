#!/usr/bin/env node
import { closePrototypes } from "../core/json/closed-prototypes.ts";
import { run } from "./commands/run.ts";

closePrototypes();
process.exitCode = await run(process.argv.slice(2));
