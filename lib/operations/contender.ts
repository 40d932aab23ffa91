/** A closure that wins or loses a field, and why. */
export interface Contender {
  closure: string;
  name: string;
  value: unknown;
  level: string;
  priority: number;
  start: string;
  end: string | null;
  why: string;
}
