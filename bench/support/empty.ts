/** Does nothing: what is left is Node, and the loop that stands for Lambda's runtime. */
export async function handler(): Promise<null> {
  return null;
}
