import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BadSetting } from '@sportello/suite/platform/config';
import { COMMANDS } from './commands.js';

/** `npm run sportello -- <command>`: 0 done, 1 refused or found wanting, 2 called wrongly, 3 failed. */
async function main(): Promise<number> {
  const [name = 'help', ...rest] = process.argv.slice(2);
  const command = COMMANDS.find(
    (candidate) => candidate.name === name || (rest.length > 0 && candidate.name === `${name} ${rest[0]}`),
  );
  if (command === undefined) {
    const list = COMMANDS.map(({ name: of, summary }) => `  ${of.padEnd(24)} ${summary}`).join('\n');
    process.stdout.write(
      `Sportello\n\n${list}\n\nEach takes --help and --json. Settings come from the environment: see README.md.\n`,
    );
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  const options = { ...command.options, help: { type: 'boolean' as const }, json: { type: 'boolean' as const } };
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: command.name.includes(' ') ? rest.slice(1) : rest,
      options,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\nSee: npm run sportello -- ${command.name} --help\n`,
    );
    return 2;
  }
  if (parsed.values['help'] === true) {
    process.stdout.write(`${command.summary}\n\n${command.usage}\n`);
    return 0;
  }
  const isJson = parsed.values['json'] === true;
  const { exitCode, answer, text } = await command.run({
    values: parsed.values as Record<string, string | boolean | undefined>,
    positionals: parsed.positionals,
    readFile: (path) => readFile(path),
    progress: (line) => {
      if (isJson) return;
      process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    },
  });
  if (!isJson && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(`${isJson ? JSON.stringify(answer, null, 2) : text}\n`);
  return exitCode;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isTheirs = error instanceof BadSetting || (error as NodeJS.ErrnoException).code === 'ENOENT';
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(isTheirs ? 2 : 3);
  },
);
