/** Tells the publisher of a page, in the console, what only they can mend. */
export function reportProblem(text: string): void {
  // eslint-disable-next-line no-console -- there is nowhere else to tell a publisher
  console.error(text);
}
