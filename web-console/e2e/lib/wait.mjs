/** How long to wait for what must come: long, since only a failure waits so long. */
export const PATIENCE_MS = 40_000;
const LOOK_MS = 20;

/**
 * Looks again and again until `look` neither throws nor answers null, undefined or false, and returns its answer. What it threw last is
 * part of the failure: put assertions inside.
 */
export async function eventually(what, look, patienceMs = PATIENCE_MS) {
  const until = performance.now() + patienceMs;
  for (;;) {
    let last;
    try {
      const answer = await look();
      if (answer !== null && answer !== undefined && answer !== false) {
        return answer;
      }
      last = `looked at: ${answer}`;
    } catch (error) {
      last = error.message;
    }
    if (performance.now() > until) {
      throw new Error(`waited ${patienceMs} ms in vain for: ${what}\n${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
