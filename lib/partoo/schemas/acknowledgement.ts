import * as z from 'zod';
import { optionalText } from './common.ts';

/** `{ "status": "success" }`: how Partoo answers writes that hand nothing back. The HTTP status is what counts. */
export const acknowledgement = z.looseObject({ status: optionalText });
export type Acknowledgement = z.infer<typeof acknowledgement>;
