import { CommanderError } from 'commander';
import { type Failure, failureOf as failureOfWork, sentence } from '../operations/documents/failure.ts';

/** A command answers with an exit code. */
export type Failed = Omit<Failure, 'status'>;

/** What a thrown error means to whoever runs a command; a command line that cannot be read is a failure as well. */
export function failureOf(error: unknown): Failed {
  return error instanceof CommanderError ? ofCommander(error) : failureOfWork(error);
}

function ofCommander({ code, message }: CommanderError): Failed {
  // Help has been printed to standard error by then.
  if (code === 'commander.help')
    return { exitCode: 2, code: 'no-command', message: 'Say what to do.', remedy: null };
  return {
    exitCode: 2,
    code: code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    message: sentence(message.replace(/^error: /, '')),
    remedy: null,
  };
}
