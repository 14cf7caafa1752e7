import type { Command } from "commander";

/** The completion scripts, by shell. All words in them are ours and plain ASCII. */
export const completionScripts = { bash, zsh, fish } as const;

const takesFiles = new Set(["add", "verify", "evidence", "backup", "restore"]);
const shells = "bash zsh fish";

function bash(program: Command): string {
  const cases = program.commands.map((command) => {
    const words = [
      ...optionWords(command),
      ...optionWords(program),
      ...(command.name() === "completion" ? [shells] : []),
    ];
    return `    ${command.name()}) words="${words.join(" ")}" ;;`;
  });
  const withValue = [program, ...program.commands].flatMap(valueOptionWords);
  return `# bash completion for stint
_stint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" verb="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${[...new Set(withValue)].join("|")}) ((i++)) ;;
      -*) ;;
      *) verb="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  case "$previous" in
    ${fileOptionWords(program).join("|")}) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
  esac
  case "$verb" in
    "") words="${[...program.commands.map((command) => command.name()), ...optionWords(program)].join(" ")}" ;;
${cases.join("\n")}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  case "$verb" in
    ${[...takesFiles].join("|")}) [[ "$current" == -* ]] || mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
  esac
}
complete -o filenames -F _stint stint`;
}

function zsh(program: Command): string {
  const verbs = program.commands.map((command) => `    '${command.name()}:${quoted(command.description())}'`);
  const cases = program.commands.map((command) => {
    const options = [...zshOptions(command), ...zshOptions(program)].map((option) => `        ${option} \\`);
    return `      ${command.name()})\n        _arguments \\\n${options.join("\n")}\n        '*: :${zshAction(command)}' ;;`;
  });
  return `#compdef stint
_stint() {
  local -a verbs
  verbs=(
${verbs.join("\n")}
  )
  local context state line
  _arguments -C \\
${zshOptions(program)
  .map((option) => `    ${option} \\`)
  .join("\n")}
    '1: :->verb' '*:: :->rest'
  case $state in
    verb) _describe command verbs ;;
    rest)
      case $words[1] in
${cases.join("\n")}
      esac ;;
  esac
}
_stint "$@"`;
}

function fish(program: Command): string {
  const isFirst = `not __fish_seen_subcommand_from ${program.commands.map((command) => command.name()).join(" ")}`;
  return [
    "# fish completion for stint",
    "complete -c stint -f",
    ...program.commands.map(
      (command) =>
        `complete -c stint -n '${isFirst}' -a ${command.name()} -d '${quoted(command.description())}'`,
    ),
    ...fishOptions(program, ""),
    ...program.commands.flatMap((command) => {
      const condition = ` -n '__fish_seen_subcommand_from ${command.name()}'`;
      return [
        ...fishOptions(command, condition),
        ...(takesFiles.has(command.name()) ? [`complete -c stint${condition} -F`] : []),
        ...(command.name() === "completion" ? [`complete -c stint${condition} -a '${shells}'`] : []),
      ];
    }),
  ].join("\n");
}

function optionWords(command: Command): string[] {
  return command.options.flatMap(({ short, long }) => [short, long].filter((word) => word !== undefined));
}

function valueOptionWords(command: Command): string[] {
  return command.options.flatMap(({ long, required }) => (required && long !== undefined ? [long] : []));
}

function fileOptionWords(program: Command): string[] {
  return [program, ...program.commands].flatMap(({ options }) =>
    options.flatMap(({ flags, long }) =>
      /<(file|folder)>/u.test(flags) && long !== undefined ? [long] : [],
    ),
  );
}

function zshOptions(command: Command): string[] {
  return command.options.map(({ flags, long, required, description }) => {
    const value = required ? `:value:${/<(file|folder)>/u.test(flags) ? "_files" : ""}` : "";
    return `'${long}[${quoted(description)}]${value}'`;
  });
}

function zshAction(command: Command): string {
  if (command.name() === "completion") return `(${shells})`;
  return takesFiles.has(command.name()) ? "_files" : "";
}

function fishOptions(command: Command, condition: string): string[] {
  return command.options.map(({ flags, short, long, required, description }) => {
    const shortFlag = short === undefined ? "" : ` -s ${short.slice(1)}`;
    const value = required ? (/<(file|folder)>/u.test(flags) ? " -r -F" : " -x") : "";
    return `complete -c stint${condition}${shortFlag} -l ${long?.slice(2)}${value} -d '${quoted(description)}'`;
  });
}

/** Our own descriptions, fit to stand between single quotes and brackets. */
function quoted(text: string): string {
  return text.replaceAll("'", "’").replace(/[[\]:]/gu, "");
}
