/**
 * What is made once a run of the tests, however many files need it: by the first that asks, in vitest's own process, and
 * cleared away when the run is over. A run in which nobody asks does not pay for it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    onceARun: string;
  }
}

/** Address of a database, path of a folder. */
interface Made {
  where: string;
  end(): Promise<void>;
}

type Make = (what: string) => Promise<string>;

/** Each may have others made first. */
const MAKERS: Record<string, (make: Make) => Promise<Made>> = {
  /** The endpoint of a DynamoDB Local: whoever uses it makes a table of its own. */
  async database() {
    const { startDynamodbLocal } = await import('../../../scripts/dynamodb-local.ts');
    const { endpoint, stop } = await startDynamodbLocal();
    return { where: endpoint, end: stop };
  },
  /** The folder of what tests start as processes of their own. */
  async programs() {
    const { writePrograms } = await import('../programs.ts');
    const { folder, remove } = await writePrograms();
    return { where: folder, end: remove };
  },
  /** The folder of the artefacts that would be deployed; nobody changes them. */
  async artefacts() {
    const { packaged } = await import('./deployment.ts');
    const { folder, remove } = await packaged();
    return { where: folder, end: remove };
  },
  /** The same of a stage with the HTTP interface and notifications. */
  async doors(make) {
    const { packaged } = await import('./deployment.ts');
    const options = ['--param=http=true', '--param=notify=true'];
    const { folder, remove } = await packaged(options, await make('artefacts'));
    return { where: folder, end: remove };
  },
};

/** For vitest: before the first file, and after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const made = new Map<string, Promise<Made>>();
  const make: Make = async (what) => {
    if (!made.has(what)) made.set(what, MAKERS[what]!(make));
    return (await made.get(what)!).where;
  };
  const server = createServer(async ({ url = '' }, response) => {
    const answer = await make(url.slice(1)).then(
      (where) => ({ status: 200, body: where }),
      ({ name, message }: Error) => ({ status: 503, body: JSON.stringify({ name, message }) }),
    );
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('onceARun', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // Whoever watches has changed something of what they are made of.
  project.onTestsRerun(async () => {
    const { end } = (await made.get('programs')) ?? {};
    made.delete('programs');
    await end?.();
  });
  return async () => {
    server.closeAllConnections();
    server.close();
    for (const one of await Promise.allSettled(made.values()))
      if (one.status === 'fulfilled') await one.value.end();
  };
}
