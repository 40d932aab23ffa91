import { type Circumstances, PartooError } from './partoo-error.ts';

/**
 * - `cut-body`: the connection ended inside the body;
 * - `html`, `not-json`: the body is no JSON text (a page of a proxy, half an answer);
 * - `too-large`: the body passed the limit and was not read to its end;
 * - `unexpected-shape`: JSON that does not fit what Partoo documents (`issue` says where);
 * - `incomplete`: a list that ended with less than there seems to be.
 */
export type PartooAnswerErrorCode =
  | 'cut-body'
  | 'html'
  | 'not-json'
  | 'too-large'
  | 'unexpected-shape'
  | 'incomplete';

const SENTENCES: Readonly<Record<PartooAnswerErrorCode, string>> = {
  'cut-body': 'whose body was cut',
  html: 'whose body is HTML',
  'not-json': 'whose body is not JSON',
  'too-large': 'whose body is too large',
  'unexpected-shape': 'whose body does not fit',
  incomplete: 'and a list that is incomplete',
};

export interface AnswerCircumstances extends Circumstances {
  status: number;
  requestId: string | null;
  /** Where and why the body does not fit, without the values in it; null for the other codes. */
  issue: string | null;
}

/** Partoo answered 2xx, but nothing can be made of the body. A write has then probably been carried out. */
export class PartooAnswerError extends PartooError {
  override readonly name = 'PartooAnswerError';
  readonly code: PartooAnswerErrorCode;
  readonly status: number;
  readonly requestId: string | null;
  readonly issue: string | null;

  constructor(code: PartooAnswerErrorCode, circumstances: AnswerCircumstances, cause?: unknown) {
    const issue = circumstances.issue === null ? '' : ` (${circumstances.issue})`;
    super(
      `Partoo answered ${circumstances.method} ${circumstances.path} with ${circumstances.status}, ${SENTENCES[code]}${issue}.`,
      circumstances,
      cause,
    );
    this.code = code;
    this.status = circumstances.status;
    this.requestId = circumstances.requestId;
    this.issue = circumstances.issue;
  }
}
