import { inject } from 'vitest';

/** What cannot be made on this machine, and why. */
export class NotMadeError extends Error {
  override readonly name = 'NotMadeError';
  /** The name of the error where it was to be made. */
  readonly reason: string;

  constructor({ name, message }: Pick<Error, 'name' | 'message'>) {
    super(message);
    this.reason = name;
  }
}

/** Where it is that is made once a run (`once-a-run.ts`). Throws NotMadeError. */
export async function made(what: 'database' | 'programs' | 'artefacts' | 'doors'): Promise<string> {
  const answer = await fetch(`${inject('onceARun')}/${what}`);
  if (!answer.ok) throw new NotMadeError((await answer.json()) as Error);
  return answer.text();
}
