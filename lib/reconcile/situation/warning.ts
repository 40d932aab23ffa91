/** What somebody should look at, although the work goes on: a code for machines, and a sentence for people. */
export interface Warning {
  code: string;
  message: string;
}
