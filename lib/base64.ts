/**
 * The bytes of a signature in base64, padded; null for any other text. Decoders take several texts for the same bytes (the
 * alphabet for addresses, signs between, spare bits of the last one); of a signature only one may pass.
 */
export function bytesOfBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}
