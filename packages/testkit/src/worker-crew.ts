import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type WorkerProcess = {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;
};

/** Start a worker as its own process; `ready` when it has read the tariffs and looks for jobs. */
export function startWorkerProcess(appUrl: string, nodeOptions: readonly string[] = []): WorkerProcess {
  const child = fork(fileURLToPath(new URL('./worker-process.ts', import.meta.url)), [], {
    env: { ...process.env, TEST_APP_URL: appUrl },
    execArgv: ['--import', 'tsx', ...nodeOptions],
  });
  // One that is killed has ended; one that ends by itself could not start, and who waits for it is told.
  const ended = new Promise<void>((done, fail) =>
    child.once('exit', (code) =>
      code === null || code === 0 ? done() : fail(new Error(`a worker ended with ${code}`)),
    ),
  );
  const said = new Promise<void>((done) =>
    child.on('message', (message) => (message === 'ready' ? done() : undefined)),
  );
  const ready = Promise.race([said, ended]);
  for (const promise of [ended, ready]) promise.catch(() => undefined);
  return { child, ready, ended };
}

/** End workers and wait for it; `SIGKILL` as a crash would. */
export async function endWorkers(
  workers: readonly WorkerProcess[],
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<void> {
  for (const { child } of workers) child.kill(signal);
  await Promise.all(
    workers.map(({ child, ended }) => (child.exitCode === null && child.signalCode === null ? ended : undefined)),
  );
}
